#!/bin/sh
# Reads the sample reports into a ledger and shows what a user sees. Usage: demo.sh PATH-OF-RIWAYA
set -eu
riwaya=$1
here=$(dirname "$0")
rm -f demo.riwaya demo.riwaya-wal demo.riwaya-shm
"$riwaya" add demo.riwaya "$here/reports"
"$riwaya" contested demo.riwaya
"$riwaya" brief demo.riwaya
"$riwaya" brief demo.riwaya --format html -o briefing.html
echo
echo "The briefing as a page:   briefing.html"
echo "The ledger:               demo.riwaya   (riwaya verify demo.riwaya checks every word of it)"
echo "To open the desk:         $riwaya serve demo.riwaya"
