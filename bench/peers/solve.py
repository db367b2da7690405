#!/usr/bin/env python3
"""Solves one exported program with one peer and prints one JSON line.

usage: solve.py PEER FILE [--limit S] [--modules FOLDER] [--log]
PEER: glpsol, cbc, highs, cpsat or scip. FILE: what `appui export --to mps|lp` wrote. S: 60 by default.
value and bound count in the file's own unit (millionths, for coverage and fit). A peer that fails inside, or
whose point breaks a row of the file, has the status none and says so in "error".
"""
import argparse
import json
import sys

import peers
import program


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("peer", choices=peers.NAMES)
    parser.add_argument("file")
    parser.add_argument("--limit", type=float, default=60, help="seconds")
    parser.add_argument("--modules",
            help="folder with node_modules (default: $APPUI_PEERS, else build/peers)")
    parser.add_argument("--log", action="store_true", help="the peer's own output on stderr")
    options = parser.parse_args()
    peer = peers.Peer(options.peer, options.modules, sys.stderr if options.log else None)
    try:
        answer = peer.solve(program.read(options.file), options.limit)
    except (peers.PeerError, OSError) as error:
        sys.exit(f"solve.py: {error}")
    finally:
        peer.close()
    line = {"peer": options.peer, "version": answer.version, "status": answer.status, "value": answer.value,
            "bound": answer.bound, "seconds": round(answer.seconds, 3)}
    if answer.error:
        line["error"] = answer.error
    print(json.dumps(line))


if __name__ == "__main__":
    main()
