"""A page in, what happened according to it out: type, parties, time and place."""
