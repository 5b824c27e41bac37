package org.openrtpd.app.bench.ingest;

import java.util.ArrayList;
import java.util.List;

/** The servers of one case, which end together. */
final class Contenders implements AutoCloseable {

    private final List<Contender> all = new ArrayList<>();

    Contender add(Contender contender) {
        all.add(contender);
        return contender;
    }

    List<Contender> all() {
        return List.copyOf(all);
    }

    @Override
    public void close() {
        all.forEach(Contender::close);
    }
}
