"""The attack on everything: what is killed, broken, damaged and asked, and how that ends.

    python benchmarks/reliability [--part NAME …] [--scale 0.01] [--seed 1] [--jobs 2]
        [--minutes 60]

A table and a line of JSON are printed; what goes wrong is told on stderr while it does. The exit
code is 1 when any count is not 0 that must be. A trial has a number: with --count 1 --seed N, one
is made again. Nothing but this machine's own loopback is asked. Needs Linux, and strace for io.
"""

from runs import main

if __name__ == "__main__":
    main(__doc__ or "")
