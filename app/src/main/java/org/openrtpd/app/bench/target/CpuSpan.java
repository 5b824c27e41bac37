package org.openrtpd.app.bench.target;

import org.openrtpd.app.bench.load.Span;

/** The processor time that a process takes for the measured part of a load. */
public final class CpuSpan implements Span {

    private final long pid;
    private ProcessCpu before;
    private long nanos;

    public CpuSpan(long pid) {
        this.pid = pid;
    }

    @Override
    public void begins() {
        before = ProcessCpu.of(pid);
    }

    @Override
    public void ends() {
        nanos = ProcessCpu.of(pid).nanosSince(before);
    }

    /** Nanoseconds, of all its threads; 0 before the end. */
    public long nanos() {
        return nanos;
    }
}
