"""What Python runs of a packet: python3 PACKET.zip."""

import sys

if __name__ == "__main__":
    from check import main  # type: ignore[import-not-found] # beside this file in a packet

    sys.exit(main(sys.argv[1:]))
