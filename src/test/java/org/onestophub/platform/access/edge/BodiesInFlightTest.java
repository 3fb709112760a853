package org.onestophub.platform.access.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.onestophub.platform.access.AccessProperties;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** How many bodies of one key are waited for at a time. */
class BodiesInFlightTest {

    private static final int MOST = 3;

    private final BodiesInFlight bodies =
            new BodiesInFlight(new AccessProperties(Map.of(), Duration.ofSeconds(20), MOST));

    @Test
    void theNextOfTheSameKeyComesLaterAndThatOfAnotherNow() throws Exception {
        whileOnTheWay("line-a", MOST, () -> {
            assertThatThrownBy(() -> pass("line-a", FIRST_BYTE)).hasMessage("RC-302");
            pass("line-b", FIRST_BYTE);
        });

        pass("line-a", FIRST_BYTE);
    }

    @Test
    void bodyCountsOnlyWhileItIsRead() throws Exception {
        FilterChain whole = (request, response) -> {
            assertThat(request.getInputStream().readAllBytes()).hasSize(2);
            whileOnTheWay("line-a", MOST, () -> {});
        };

        pass("line-a", whole);
        pass("line-a", (request, response) -> whileOnTheWay("line-a", MOST, () -> {}));
    }

    @Test
    void requestWithoutABodyCountsForNothing() throws Exception {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", "/");

        request.setContent(new byte[0]);
        AtomicReference<ServletRequest> passed = new AtomicReference<>();

        bodies.doFilter(request, new MockHttpServletResponse(), (given, response) -> passed.set(given));

        assertThat(passed.get()).isSameAs(request);
    }

    @Test
    void bodyReadInPiecesCountsAsOneUntilItsEnd() throws Exception {
        FilterChain pieces = (request, response) -> {
            ServletInputStream in = request.getInputStream();
            byte[] buffer = new byte[1];
            assertThat(in.read(buffer, 0, 1)).isEqualTo(1);
            assertThat(request.getInputStream()).isSameAs(in);
            whileOnTheWay(
                    "line-a",
                    MOST - 1,
                    () -> assertThatThrownBy(() -> pass("line-a", FIRST_BYTE)).hasMessage("RC-302"));
            assertThat(in.read()).isEqualTo('}');
            assertThat(in.read()).isEqualTo(-1);
            whileOnTheWay("line-a", MOST, () -> {});
        };

        pass("line-a", pieces);
    }

    @Test
    void bodyThatIsReadIntoABufferAtOnceCountsForNothingAfterwards() throws Exception {
        whileOnTheWay(
                "line-a",
                MOST,
                () -> assertThatThrownBy(() -> pass(
                                "line-a",
                                (request, response) -> request.getInputStream().read(new byte[9], 0, 9)))
                        .hasMessage("RC-302"));
    }

    private static final FilterChain FIRST_BYTE =
            (request, response) -> assertThat(request.getInputStream().read()).isEqualTo('{');

    private interface Act {
        void run() throws IOException, ServletException;
    }

    /** So many of the key have begun and not ended when it is done. */
    private void whileOnTheWay(String key, int count, Act act) throws IOException, ServletException {
        if (count == 0) {
            act.run();
            return;
        }
        pass(key, (request, response) -> {
            FIRST_BYTE.doFilter(request, response);
            whileOnTheWay(key, count - 1, act);
        });
    }

    private void pass(String key, FilterChain chain) throws IOException, ServletException {
        MockHttpServletRequest request = new MockHttpServletRequest("POST", "/");
        request.setRemoteUser(key);
        request.setContent("{}".getBytes());
        AtomicBoolean isPassed = new AtomicBoolean();
        bodies.doFilter(request, new MockHttpServletResponse(), (given, response) -> {
            isPassed.set(true);
            chain.doFilter(given, response);
        });
        assertThat(isPassed).as("the chain goes on").isTrue();
    }
}
