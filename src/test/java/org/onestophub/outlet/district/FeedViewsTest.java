package org.onestophub.outlet.district;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.onestophub.complaint.contract.FeedKeys;

class FeedViewsTest {

    @Test
    void profileThatIsNoOutboundMappingIsRefused() {
        assertThatThrownBy(() -> views(new FeedKeys.View("hotline", List.of())))
                .hasMessageContaining("CH-207")
                .hasMessageContaining("hub.access.keys.west.profile");
    }

    @Test
    void shippedProfileIsTakenAndInstitutionsAreOrdered() {
        FeedView view = views(new FeedKeys.View("district-case-level", List.of("B", "A", "B")))
                .of("west");

        assertThat(view.institutions()).containsExactly("A", "B");
        assertThatThrownBy(() -> views(new FeedKeys.View("district-case-level", List.of()))
                        .of("east"))
                .hasMessageContaining("AC-102");
    }

    private static FeedViews views(FeedKeys.View view) {
        return new FeedViews(() -> Map.of("west", view), FeedRig.shipped());
    }
}
