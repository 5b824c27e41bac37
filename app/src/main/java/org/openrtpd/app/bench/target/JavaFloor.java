package org.openrtpd.app.bench.target;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.openrtpd.protocol.recorder.MessageType;
import org.openrtpd.protocol.recorder.RecorderUdpCodec;

/**
 * The floor where there is no C compiler, over UDP: a program of its own that does what {@code
 * floor.c} does, with one call for each datagram, because Java has no other.
 */
public final class JavaFloor {

    private static final int BATCH = 64;
    private static final int BLOCK = 64 << 20;
    private static final int RECEIVE_BUFFER = 4 << 20;
    private static final int UNIT_OFFSET = 12;
    private static final int SEQ_OFFSET = 20;
    private static final int ACK_OFFSET = 24;
    private static final int OLDEST_OFFSET = RecorderUdpCodec.HEADER_LENGTH + 12;
    private static final int OFFER_BODY = 12;

    private final DatagramChannel socket;
    private final FileChannel file;
    private final ByteBuffer in = ByteBuffer.allocateDirect(RecorderUdpCodec.MAX_DATAGRAM);
    private final ByteBuffer answer = ByteBuffer.allocateDirect(RecorderUdpCodec.MAX_DATAGRAM);
    private final Map<Integer, Recorder> recorders = new HashMap<>();
    private List<Recorder> owing = new ArrayList<>();
    private MappedByteBuffer block;
    private long fileEnd;

    private JavaFloor(DatagramChannel socket, FileChannel file) {
        this.socket = socket;
        this.file = file;
    }

    /** A unit: the number that comes next, and where its acknowledgements go. */
    private static final class Recorder {
        private final int unit;
        private int next;
        private SocketAddress peer;
        private boolean owes;

        private Recorder(int unit) {
            this.unit = unit;
        }
    }

    /** An acknowledgement that waits for a force. */
    private record Ack(Recorder recorder, int next) {}

    /** Arguments as those of {@code floor.c}: udp, the file, process or disk, microseconds. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        DatagramChannel socket = DatagramChannel.open();
        socket.setOption(StandardSocketOptions.SO_RCVBUF, RECEIVE_BUFFER);
        socket.bind(new InetSocketAddress("127.0.0.1", 0));
        FileChannel file = FileChannel.open(Path.of(arguments[1]), StandardOpenOption.CREATE,
                StandardOpenOption.READ, StandardOpenOption.WRITE);
        JavaFloor floor = new JavaFloor(socket, file);
        System.out.println("ready " + ((InetSocketAddress) socket.getLocalAddress()).getPort());
        if (arguments[2].equals("disk")) {
            long intervalNanos = Long.parseLong(arguments[3]) * 1000;
            Thread force = new Thread(() -> floor.force(intervalNanos), "floor-force");
            force.setDaemon(true);
            force.start();
            floor.receiveForTheForce();
        }
        floor.receiveAndAcknowledge();
    }

    private void receiveAndAcknowledge() throws IOException {
        while (true) {
            receiveBatch();
            acknowledge(takeOwing());
        }
    }

    private void receiveForTheForce() throws IOException {
        while (true) {
            socket.configureBlocking(true);
            in.clear();
            SocketAddress from = socket.receive(in);
            synchronized (this) {
                take(from);
                notifyAll();
            }
        }
    }

    /** Waits for one datagram, then takes what else is there. */
    private void receiveBatch() throws IOException {
        socket.configureBlocking(true);
        SocketAddress from = socket.receive(in.clear());
        socket.configureBlocking(false);
        for (int i = 0; from != null; i++) {
            take(from);
            from = i < BATCH ? socket.receive(in.clear()) : null;
        }
    }

    private void take(SocketAddress from) throws IOException {
        in.flip();
        if (in.remaining() < RecorderUdpCodec.HEADER_LENGTH) {
            return;
        }
        Recorder recorder = recorders.computeIfAbsent(in.getInt(UNIT_OFFSET), Recorder::new);
        int type = in.getShort(0);
        recorder.peer = from;
        if (type == MessageType.REFTEK.code()) {
            packet(recorder);
        } else if (type == MessageType.DISCOVER.code()) {
            send(recorder, MessageType.OFFER, OFFER_BODY, 0);
        } else if (type == MessageType.ATTACH.code()) {
            recorder.next = in.getInt(OLDEST_OFFSET);
            send(recorder, MessageType.ATTACHED, 0, recorder.next);
        }
    }

    private void packet(Recorder recorder) throws IOException {
        if (in.getInt(SEQ_OFFSET) == recorder.next) {
            if (block == null || block.remaining() < in.remaining()) {
                block = file.map(FileChannel.MapMode.READ_WRITE, fileEnd, BLOCK);
                fileEnd += BLOCK;
            }
            block.put(in);
            recorder.next++;
        }
        if (!recorder.owes) {
            recorder.owes = true;
            owing.add(recorder);
        }
    }

    private synchronized List<Ack> takeOwing() {
        List<Ack> acks = new ArrayList<>(owing.size());
        for (Recorder recorder : owing) {
            recorder.owes = false;
            acks.add(new Ack(recorder, recorder.next));
        }
        owing = new ArrayList<>();
        return acks;
    }

    private void force(long intervalNanos) {
        try {
            long last = System.nanoTime() - intervalNanos;
            while (true) {
                synchronized (this) {
                    while (owing.isEmpty()) {
                        wait();
                    }
                }
                long pause = last + intervalNanos - System.nanoTime();
                if (pause > 0) {
                    Thread.sleep(pause / 1_000_000, (int) (pause % 1_000_000));
                }
                last = System.nanoTime();
                List<Ack> acks = takeOwing();
                file.force(false);
                long took = System.nanoTime() - last;
                acknowledge(acks);
                System.out.println("force " + took / 1000);
            }
        } catch (IOException | InterruptedException e) {
            System.err.println("forcing the file: " + e);
            Runtime.getRuntime().halt(1);
        }
    }

    private void acknowledge(List<Ack> acks) throws IOException {
        for (Ack ack : acks) {
            send(ack.recorder, MessageType.ACK, 0, ack.next);
        }
    }

    private void send(Recorder recorder, MessageType type, int bodyLength, int ack)
            throws IOException {
        synchronized (answer) {
            answer.clear().putShort((short) type.code()).putInt(bodyLength)
                    .put((byte) 'R').put((byte) 'T').put((byte) 'P').put((byte) 'U')
                    .putShort((short) (1 << 8 | 16)).putInt(recorder.unit).putInt(1).putInt(0)
                    .putInt(ack).putLong(ACK_OFFSET + Integer.BYTES, 0)
                    .position(RecorderUdpCodec.HEADER_LENGTH + bodyLength).flip();
            socket.send(answer, recorder.peer);
        }
    }
}
