package org.onestophub.intake.receive.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.onestophub.HubProperties;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.util.unit.DataSize;

/** What senders can make the hub hold in memory while they take their time. */
class PushedBodiesTest {

    private static final DataSize MAX = DataSize.ofMegabytes(8);
    private static final DataSize LARGEST = DataSize.ofKilobytes(400);
    private static final int BUFFER = 16 * 1024;
    private static final int SENDERS = 300;

    @TempDir
    Path home;

    private PushedBodies bodies;

    @BeforeEach
    void openTheDoor() {
        bodies = bodies(DataSize.ofMegabytes(64));
    }

    @Test
    void manySendersWhoPromiseMuchAndSendNothingHoldNothing() {
        List<Long> held = new ArrayList<>();

        stalledAtOnce(SENDERS, 0, held);

        assertThat(held).hasSize(SENDERS).containsOnly(0L);
    }

    @Test
    void senderWhoSendsAByteHoldsOneBufferAndNotWhatHePromised() {
        List<Long> held = new ArrayList<>();

        stalledAtOnce(100, 1, held);

        assertThat(held.get(held.size() - 1)).isBetween(99L * BUFFER, 101L * (BUFFER + 64));
        assertThat(bodies.heldBytes()).isZero();
    }

    @Test
    void largeBodyInAFileHoldsNoMoreThanASmallOne() {
        try (PushedBody body = bodies.spooled(request(4_000_000, 4_000_000, () -> {}), MAX, MediaType.ALL)) {
            assertThat(body.content().size()).isEqualTo(4_000_000);
            assertThat(bodies.heldBytes()).isLessThan(256 * 1024);
        }
        assertThat(bodies.heldBytes()).isZero();
    }

    @Test
    void bodyInMemoryIsCountedUntilItIsClosed() {
        try (PushedBody body = bodies.inMemory(request(1_000_000, 1_000_000, () -> {}), MAX, MediaType.ALL)) {
            assertThat(body.cut()).isNull();
            assertThat(bodies.heldBytes()).isBetween(1_000_000L, 2_100_000L);
        }
        assertThat(bodies.heldBytes()).isZero();
    }

    @Test
    void bodyForWhichThereIsNoMemoryIsAskedForAgainLater() {
        bodies = bodies(DataSize.ofMegabytes(1));

        assertThatThrownBy(() -> bodies.inMemory(request(2_000_000, 2_000_000, () -> {}), MAX, MediaType.ALL))
                .isInstanceOf(ProblemException.class)
                .hasMessage("RC-302");
        assertThat(bodies.heldBytes()).isZero();
    }

    @Test
    void largestBodyFindsRoomHoweverLittleIsSet() {
        bodies = bodies(DataSize.ofKilobytes(1));

        try (PushedBody body = bodies.inMemory(
                request(LARGEST.toBytes(), (int) LARGEST.toBytes(), () -> {}), LARGEST, MediaType.ALL)) {
            assertThat(body.content().size()).isEqualTo(LARGEST.toBytes());
        }
    }

    @Test
    void bodyThatIsTooLargeIsReadNoFurtherThanItIsKept() {
        int[] reads = {0};
        try (PushedBody body =
                bodies.spooled(request(200_000_000, 200_000_000, () -> reads[0]++), MAX, MediaType.ALL)) {
            assertThat(body.cut().wholeSize()).isEqualTo("200000000");
            assertThat(body.content().size()).isEqualTo(64 * 1024);
        }
        assertThat(reads[0]).isLessThan(8);
        assertThat(bodies.heldBytes()).isZero();
    }

    @Test
    void bodyThatTakesTooLongIsKeptWithTheBytesThatCameLast() {
        Instant[] now = {Instant.EPOCH};
        bodies = bodies(DataSize.ofMegabytes(64), ((InstantSource) () -> now[0]).withZone(ZoneOffset.UTC));

        try (PushedBody body =
                bodies.inMemory(request(100, 50, () -> now[0] = Instant.EPOCH.plusSeconds(31)), MAX, MediaType.ALL)) {
            assertThat(body.cut().problem()).isEqualTo(Problem.BODY_INCOMPLETE);
            assertThat(body.content().size()).isEqualTo(50);
        }
    }

    /** Each sender stalls while the next ones come, so that all of them are there at once; then all give up. */
    private void stalledAtOnce(int senders, int bytesEach, List<Long> held) {
        if (senders == 0) {
            return;
        }
        Runnable next = () -> {
            held.add(bodies.heldBytes());
            stalledAtOnce(senders - 1, bytesEach, held);
        };
        bodies.inMemory(request(8_000_000, bytesEach, next), MAX, MediaType.ALL).close();
    }

    /** A request that promises so much and sends so little; {@code stalled} is called where it makes the server wait. */
    private static MockHttpServletRequest request(long promised, int sent, Runnable stalled) {
        return new MockHttpServletRequest() {
            @Override
            public String getContentType() {
                return "application/json";
            }

            @Override
            public long getContentLengthLong() {
                return promised;
            }

            @Override
            public ServletInputStream getInputStream() {
                return stream;
            }

            private final ServletInputStream stream = new Dripping(sent, stalled);
        };
    }

    private static final class Dripping extends ServletInputStream {

        private final Runnable stalled;
        private int left;

        Dripping(int left, Runnable stalled) {
            this.left = left;
            this.stalled = stalled;
        }

        @Override
        public int read() {
            if (left == 0) {
                stalled.run();
                return -1;
            }
            left--;
            return 'a';
        }

        @Override
        public int read(byte[] buffer, int from, int length) {
            stalled.run();
            int n = Math.min(length, left);
            left -= n;
            return n == 0 ? -1 : n;
        }

        @Override
        public boolean isFinished() {
            return left == 0;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new UnsupportedOperationException();
        }
    }

    private PushedBodies bodies(DataSize memory) {
        return bodies(memory, Clock.systemUTC());
    }

    private PushedBodies bodies(DataSize memory, Clock clock) {
        HubProperties hub = new HubProperties(home, home, ZoneOffset.UTC, new HubProperties.Institution("", ""));
        PushProperties bounds = new PushProperties(
                DataSize.ofKilobytes(64),
                LARGEST,
                500,
                4,
                MAX,
                DataSize.ofKilobytes(64),
                memory,
                Duration.ofSeconds(30));
        return new PushedBodies(hub, bounds, clock);
    }
}
