package org.onestophub.outlet.district;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class FeedCursorsTest {

    private static final FeedCursors CURSORS = cursors("the secret of this ledger");
    private static final FeedView VIEW = new FeedView("district", "district-case-level", false, false, List.of());

    @Property
    void everyNumberComesBack(@ForAll @LongRange(min = 0) long number) {
        assertThat(CURSORS.number(CURSORS.after(number, VIEW), VIEW)).isEqualTo(number);
    }

    @Property
    void noTextButACursorIsTaken(@ForAll String text) {
        assertInvalid(CURSORS, text, VIEW);
    }

    @Property
    void oneOtherCharacterSpoilsIt(
            @ForAll @LongRange(min = 0) long number, @ForAll @IntRange(max = 35) int place, @ForAll char other) {
        String cursor = CURSORS.after(number, VIEW);
        String changed = cursor.substring(0, place) + other + cursor.substring(place + 1);
        if (!changed.equals(cursor)) {
            assertInvalid(CURSORS, changed, VIEW);
        }
    }

    @Property
    void cuttingOrLengtheningSpoilsIt(
            @ForAll @LongRange(min = 0) long number, @ForAll @IntRange(max = 35) int length, @ForAll String more) {
        String cursor = CURSORS.after(number, VIEW);

        assertInvalid(CURSORS, cursor.substring(0, length), VIEW);
        assertInvalid(CURSORS, cursor + "x" + more, VIEW);
    }

    @Test
    void itIsGoodForItsProfileInstitutionsAndLedgerOnly() {
        String cursor = CURSORS.after(7, VIEW);

        assertThat(CURSORS.number(cursor, new FeedView("another key", VIEW.profile(), false, false, List.of())))
                .isEqualTo(7);
        assertInvalid(CURSORS, cursor, new FeedView("district", "other-profile", false, false, List.of()));
        assertInvalid(
                CURSORS, cursor, new FeedView("district", VIEW.profile(), false, false, List.of("91350100M000100Y43")));
        assertInvalid(CURSORS, cursor, new FeedView("district", VIEW.profile(), true, false, List.of()));
        assertInvalid(CURSORS, cursor, new FeedView("district", VIEW.profile(), false, true, List.of()));
        assertInvalid(cursors("the secret of another ledger"), cursor, VIEW);
    }

    @Test
    void withoutCursorIsTheBeginning() {
        assertThat(CURSORS.number(null, VIEW)).isZero();
    }

    private static FeedCursors cursors(String secret) {
        return new FeedCursors(() -> secret.getBytes(StandardCharsets.UTF_8));
    }

    private static void assertInvalid(FeedCursors cursors, String cursor, FeedView view) {
        assertThatThrownBy(() -> cursors.number(cursor, view))
                .hasMessageContaining("DI-101")
                .hasNoCause();
    }
}
