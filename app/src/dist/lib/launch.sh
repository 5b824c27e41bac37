# Sourced by the launchers: finds Java and starts $main with the flags that the journal needs,
# $collector and $flags.

home=$(cd "$(dirname "$(readlink -f "$0" 2>/dev/null || echo "$0")")/.." && pwd) || exit 1
if [ -n "${RTPD_JAVA:-}" ]; then
    java=$RTPD_JAVA
elif [ -n "${JAVA_HOME:-}" ]; then
    java=$JAVA_HOME/bin/java
else
    java=$(command -v java) || {
        echo "${0##*/}: no Java found; install Java 17 or newer, or set JAVA_HOME" >&2
        exit 1
    }
fi
if [ ! -x "$java" ]; then
    echo "${0##*/}: $java is no program; set JAVA_HOME to a Java 17 or newer" >&2
    exit 1
fi

# The release file beside the JDK says the version at no cost; a JVM takes a tenth of a second.
release=$(dirname "$(dirname "$(readlink -f "$java" 2>/dev/null || echo "$java")")")/release
version=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$release" 2>/dev/null)
if [ -z "$version" ]; then
    version=$("$java" -version 2>&1 | sed -n 's/.* version "\([0-9]*\).*/\1/p' | head -n 1)
fi
case $version in
    '' | *[!0-9]*) version=0 ;;
esac
if [ "$version" -lt 17 ]; then
    echo "${0##*/}: $java is not Java 17 or newer; set JAVA_HOME to one that is" >&2
    exit 1
fi

# Flags that an older JDK does not know would keep it from starting.
newer=
if [ "$version" -ge 24 ]; then
    newer="--enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow"
fi

# Two collectors would keep it from starting: one that is asked for wins.
case ${RTPD_JAVA_OPTS:-} in
    *-XX:+Use*GC*) collector= ;;
    *) collector=${collector:-} ;;
esac

# shellcheck disable=SC2086  # the options are words
exec "$java" \
    --add-opens=java.base/java.lang.reflect=ALL-UNNAMED \
    --add-exports=java.base/sun.nio.ch=ALL-UNNAMED \
    --add-exports=java.base/jdk.internal.ref=ALL-UNNAMED \
    -Dchronicle.analytics.disable=true \
    -Dchronicle.announcer.disable=true \
    -Dchronicle.disk.monitor.disable=true \
    -Dopenrtpd.home="$home" \
    -Dio.netty.leakDetection.level=disabled \
    -Dio.netty.buffer.checkAccessible=false \
    $collector ${flags:-} $newer ${RTPD_JAVA_OPTS:-} -cp "$home/lib/*" "$main" "$@"
