package org.onestophub.platform.access.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
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

        bodies.doFilter(
                request,
                new MockHttpServletResponse(),
                (passed, response) -> assertThat(passed).isSameAs(request));
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
        bodies.doFilter(request, new MockHttpServletResponse(), chain);
    }
}
