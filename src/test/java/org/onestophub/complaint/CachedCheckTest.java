package org.onestophub.complaint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.onestophub.support.HandClock;

class CachedCheckTest {

    private final HandClock clock = new HandClock("2026-11-22T00:00:00Z");
    private final AtomicInteger looks = new AtomicInteger();

    @Test
    void manyQuestionsAreOneLookUntilItIsNoLongerFresh() {
        CachedCheck<Integer> recent = recent();
        for (int i = 0; i < 1_000; i++) {
            assertThat(recent.get()).contains(1);
        }
        clock.pass(Duration.ofSeconds(5));
        assertThat(recent.get()).contains(2);
        clock.pass(Duration.ofDays(-1));
        assertThat(recent.get()).as("a clock that was set back").contains(3);
    }

    @Test
    void othersHearTheLastWhileALookHangsAndNothingOnceThatIsTooOld() throws Exception {
        CountDownLatch hanging = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        CachedCheck<Integer> recent = new CachedCheck<>(clock, Duration.ofSeconds(5), Duration.ofSeconds(60), () -> {
            if (looks.incrementAndGet() == 2) {
                hanging.countDown();
                await(goOn);
            }
            return looks.get();
        });
        assertThat(recent.get()).contains(1);
        clock.pass(Duration.ofSeconds(5));
        CompletableFuture<Optional<Integer>> slow = CompletableFuture.supplyAsync(recent::get);
        await(hanging);

        assertThat(recent.get()).contains(1);
        clock.pass(Duration.ofSeconds(55));
        assertThat(recent.get()).isEmpty();
        goOn.countDown();
        assertThat(slow.get(60, TimeUnit.SECONDS)).contains(2);
        // that look began long ago
        assertThat(recent.get()).contains(3);
    }

    @Test
    void aLookThatFailsIsMadeAgain() {
        CachedCheck<Integer> recent = new CachedCheck<>(clock, Duration.ofSeconds(5), Duration.ofSeconds(60), () -> {
            if (looks.incrementAndGet() == 1) {
                throw new IllegalStateException();
            }
            return looks.get();
        });
        assertThatThrownBy(recent::get).isInstanceOf(IllegalStateException.class);
        assertThat(recent.get()).contains(2);
    }

    @Test
    void afterALookThatFailsNobodyHearsWhatWasSeenBeforeIt() throws Exception {
        CountDownLatch hanging = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        CachedCheck<Integer> recent = new CachedCheck<>(clock, Duration.ofSeconds(5), Duration.ofSeconds(60), () -> {
            int look = looks.incrementAndGet();
            if (look == 2) {
                throw new IllegalStateException();
            }
            if (look == 3) {
                hanging.countDown();
                await(goOn);
            }
            return look;
        });
        assertThat(recent.get()).contains(1);
        clock.pass(Duration.ofSeconds(5));
        assertThatThrownBy(recent::get).isInstanceOf(IllegalStateException.class);
        CompletableFuture<Optional<Integer>> slow = CompletableFuture.supplyAsync(recent::get);
        await(hanging);

        assertThat(recent.get()).isEmpty();
        goOn.countDown();
        assertThat(slow.get(60, TimeUnit.SECONDS)).contains(3);
    }

    @Test
    void threadThatComesAfterAnotherHasLookedDoesNotLookAgain() {
        AtomicReference<Runnable> between = new AtomicReference<>(() -> {});
        Clock interrupting = new Clock() {
            @Override
            public Instant instant() {
                between.getAndSet(() -> {}).run();
                return clock.instant();
            }

            @Override
            public ZoneId getZone() {
                return clock.getZone();
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }
        };
        CachedCheck<Integer> recent =
                new CachedCheck<>(interrupting, Duration.ofSeconds(5), Duration.ofSeconds(60), looks::incrementAndGet);
        assertThat(recent.get()).contains(1);
        clock.pass(Duration.ofSeconds(5));
        between.set(() -> assertThat(recent.get()).contains(2));

        assertThat(recent.get()).contains(2);
        assertThat(looks).hasValue(2);
    }

    private CachedCheck<Integer> recent() {
        return new CachedCheck<>(clock, Duration.ofSeconds(5), Duration.ofSeconds(60), looks::incrementAndGet);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
