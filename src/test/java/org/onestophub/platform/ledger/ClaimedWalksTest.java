package org.onestophub.platform.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.onestophub.complaint.Content;
import org.onestophub.complaint.Receipt;
import org.onestophub.complaint.walk.Walk;
import org.onestophub.platform.ledger.ClaimedWalks.Claimed;

/** How what was claimed together is divided into lists. */
class ClaimedWalksTest {

    private static final int KB = 1024;

    @Test
    void smallInputsGoOnTogetherInTheirOrder() {
        assertThat(lists(claimed(1, KB), claimed(2, KB), claimed(3, KB))).containsExactly(List.of(1L, 2L, 3L));
    }

    @Test
    void largeInputIsAListOfItsOwn() {
        assertThat(lists(claimed(1, KB), claimed(2, 300 * KB), claimed(3, KB), claimed(4, KB)))
                .containsExactly(List.of(1L), List.of(2L), List.of(3L, 4L));
    }

    @Test
    void whatFailedBeforeIsAListOfItsOwn() {
        assertThat(lists(claimed(1, KB), new Claimed(walk(2, KB), true), claimed(3, KB)))
                .containsExactly(List.of(1L), List.of(2L), List.of(3L));
    }

    @Test
    void listHoldsFourMegabytesAtMost() {
        Claimed[] many = new Claimed[20];
        Arrays.setAll(many, i -> claimed(i, 250 * KB));

        assertThat(lists(many)).extracting(List::size).containsExactly(16, 4);
    }

    @Test
    void whatIsLeftCanBeTakenOut() {
        ClaimedWalks walks = new ClaimedWalks(List.of(claimed(1, 300 * KB), claimed(2, KB), claimed(3, KB)));
        walks.iterator().next();

        assertThat(walks.takeLeft()).containsExactly(2L, 3L);
        assertThat(walks.isEmpty()).isTrue();
    }

    @Test
    void whoWasToldThatThereIsOneMoreGetsItHoweverLongHeTakes() {
        AtomicLong nanos = new AtomicLong();
        ClaimedWalks walks = new ClaimedWalks(List.of(claimed(1, KB), claimed(2, KB), claimed(3, KB)), nanos::get);
        Iterator<Walk> list = walks.iterator();
        list.next();

        assertThat(list.hasNext()).isTrue();
        nanos.set(Duration.ofSeconds(1).toNanos());

        assertThat(list.next().receipt().id()).isEqualTo(2);
        assertThat(list.hasNext()).isFalse();
        assertThat(walks.given()).extracting(walk -> walk.receipt().id()).containsExactly(1L, 2L);
        assertThat(walks.takeLeft()).containsExactly(3L);
    }

    @Test
    void routeThatIsSlowWithEachGetsAllInTheirLists() throws Exception {
        AtomicLong nanos = new AtomicLong();
        ClaimedWalks walks =
                new ClaimedWalks(List.of(claimed(1, KB), claimed(2, KB), claimed(3, KB), claimed(4, KB)), nanos::get);
        List<Long> walked = new ArrayList<>();
        try (CamelContext camel = new DefaultCamelContext()) {
            camel.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:list").split(body()).streaming().process(one -> {
                        walked.add(
                                one.getMessage().getBody(Walk.class).receipt().id());
                        nanos.addAndGet(Duration.ofMillis(150).toNanos());
                    });
                }
            });
            camel.start();
            while (!walks.isEmpty()) {
                int before = walks.size();
                camel.createProducerTemplate().sendBody("direct:list", walks);
                assertThat(walks.size()).isLessThan(before);
            }
        }
        assertThat(walked).containsExactly(1L, 2L, 3L, 4L);
    }

    private static List<List<Long>> lists(Claimed... claimed) {
        ClaimedWalks walks = new ClaimedWalks(List.of(claimed));
        List<List<Long>> lists = new ArrayList<>();
        while (!walks.isEmpty()) {
            List<Long> list = new ArrayList<>();
            walks.forEach(walk -> list.add(walk.receipt().id()));
            lists.add(list);
        }
        return lists;
    }

    private static Claimed claimed(long id, int bytes) {
        return new Claimed(walk(id, bytes), false);
    }

    private static Walk walk(long id, int bytes) {
        return Walk.of(new Receipt(
                id, "", "test", "email", "key-" + id, "", Instant.EPOCH, Map.of(), Content.of(new byte[bytes])));
    }
}
