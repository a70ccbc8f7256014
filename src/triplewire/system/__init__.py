"""What the machine gives: processes, files, the disk, the network, and their limits."""
