package org.onestophub.outlet.district;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.onestophub.complaint.contract.FeedKeys;
import org.onestophub.complaint.contract.OutboundMappings;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.springframework.stereotype.Component;

/** The views of all keys that may read the feed. */
@Component
class FeedViews {

    private final Map<String, FeedView> views = new TreeMap<>();
    private final OutboundMappings mappings;

    /**
     * The views of the settings.
     * @throws ProblemException CH-207 with the setting's name if a profile is no outbound mapping: nobody must find out
     *     by what is in the feed
     */
    FeedViews(FeedKeys keys, OutboundMappings mappings) {
        this.mappings = mappings;
        keys.views().forEach((key, view) -> {
            if (!mappings.knows(view.profile())) {
                throw new ProblemException(Problem.SETTING_INVALID, "hub.access.keys." + key + ".profile");
            }
            views.put(
                    key,
                    new FeedView(
                            key,
                            view.profile(),
                            false,
                            false,
                            view.institutions().stream().distinct().sorted().toList()));
        });
    }

    /** The view of a key that the door has let in. */
    FeedView of(String key) {
        FeedView view = views.get(key);
        if (view == null) {
            throw new ProblemException(Problem.ROLE_MISSING);
        }
        return asItIs(view);
    }

    /** A mapping may be exchanged while the hub runs. */
    private FeedView asItIs(FeedView view) {
        String profile = view.profile();
        return new FeedView(
                view.key(),
                profile,
                mappings.tellsOutcome(profile),
                mappings.tellsWarnings(profile),
                view.institutions());
    }

    Collection<FeedView> all() {
        return views.values().stream().map(this::asItIs).toList();
    }
}
