"""A process that says that it is ready, by a file of its own as well, and lasts."""

import os
import sys
import time
from pathlib import Path

if __name__ == "__main__":
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    Path(sys.argv[1], str(os.getpid())).touch()
    time.sleep(60)
