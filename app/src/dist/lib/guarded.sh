# Runs a command that ends when this script's standard input does, which is when whoever started the
# script closes it or dies, by whatever signal. Ctrl-C in the terminal does not reach the command: it is
# for whoever started this, who ends the command in order.

trap '' INT HUP
exec 3<&0
"$@" </dev/null 3<&- &
child=$!
{
    cat <&3
    kill "$child"
} >/dev/null 2>&1 &
exec 3<&-
wait "$child"
