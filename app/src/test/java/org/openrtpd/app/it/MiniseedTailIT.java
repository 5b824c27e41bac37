package org.openrtpd.app.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** miniSEED on standard output, live, as a program behind a pipe gets it. */
class MiniseedTailIT {

    private static final int RECORD = 512;
    private static final int SAMPLES_A_PACKET = 250;
    private static final Duration LIMIT = Duration.ofSeconds(30);

    @TempDir Path work;

    private static int samples(byte[] records) {
        int samples = 0;
        for (int at = 0; at + RECORD <= records.length; at += RECORD) {
            samples += ByteBuffer.wrap(records).getShort(at + 30) & 0xFFFF;
        }
        return samples;
    }

    @Test
    void shouldWriteWholeRecordsWhileDataCome() throws IOException {
        Path file = Recordings.make(work, 0x9E16, 4);
        Path data = work.resolve("data");
        try (RtpdProcess tail = RtpdProcess.start(work, "tail", "--data", data.toString(), "--follow",
                        "--format", "mseed", "--fallback-rate", "100");
                RtpdProcess server = RtpdProcess.serve(work, data, 0)) {
            RtpdProcess.run(work, "send", file.toString(), "--to", server.address());

            await().atMost(LIMIT).until(() -> tail.outBytes().length >= RECORD);
            assertThat(tail.outBytes().length % RECORD).isZero();
        }

        byte[] whole = RtpdProcess.run(work, "tail", "--data", data.toString(), "--format", "mseed",
                "--fallback-rate", "100");
        assertThat(samples(whole)).isEqualTo(4 * SAMPLES_A_PACKET);
        assertThat(new String(whole, 6, 2, StandardCharsets.US_ASCII)).isEqualTo("D ");
    }
}
