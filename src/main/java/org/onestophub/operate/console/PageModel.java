package org.onestophub.operate.console;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import org.onestophub.HubProperties;
import org.onestophub.complaint.contract.rights.Right;
import org.onestophub.complaint.contract.rights.Viewer;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** What every page shows: who is logged in, where one can go, the language, and words for codes. */
@ControllerAdvice(basePackageClasses = PageModel.class)
class PageModel {

    /**
     * An entry of the navigation.
     *
     * @param path address
     * @param key of its text
     */
    record Place(String path, String key) {}

    private static final List<Place> OF_ALL = List.of(
            new Place("/console", "nav.overview"),
            new Place("/console/complaints", "nav.complaints"),
            new Place("/console/inputs", "nav.inputs"),
            new Place("/console/suggestions", "nav.suggestions"),
            new Place("/console/alarms", "nav.alarms"),
            new Place("/console/warnings", "nav.warnings"),
            new Place("/console/reports", "nav.reports"),
            new Place("/console/quarantine", "nav.quarantine"));
    private static final List<Place> OF_THE_HUB = List.of(
            new Place("/console/deliveries", "nav.deliveries"),
            new Place("/console/district", "nav.district"),
            new Place("/console/alerts", "nav.alerts"),
            new Place("/console/connect", "nav.connect"),
            new Place("/console/mappings", "nav.mappings"));
    private static final Place SYSTEM = new Place("/console/system", "nav.system");
    private static final Place LOG = new Place("/console/system/access-log", "system.log");

    private final HubProperties hub;
    private final Vocabulary vocabulary;
    private final Clock clock;

    PageModel(HubProperties hub, Vocabulary vocabulary, Clock clock) {
        this.hub = hub;
        this.vocabulary = vocabulary;
        this.clock = clock;
    }

    @ModelAttribute
    void fill(Model model, HttpServletRequest request, Locale locale) {
        model.addAttribute("w", new Words(locale, hub.zone(), vocabulary, clock.instant()));
        model.addAttribute("hospital", hub.institution().name());
        model.addAttribute("path", request.getRequestURI());
        model.addAttribute("here", hereOf(request));
        model.addAttribute("other", locale.getLanguage().equals("en") ? "zh" : "en");
        Authentication person = SecurityContextHolder.getContext().getAuthentication();
        if (person != null && person.getPrincipal() instanceof Viewer viewer) {
            model.addAttribute("viewer", viewer);
            model.addAttribute("places", placesOf(viewer));
        }
    }

    private static List<Place> placesOf(Viewer viewer) {
        List<Place> places = new java.util.ArrayList<>();
        if (viewer.may(Right.VIEW)) {
            places.addAll(OF_ALL);
        }
        if (viewer.may(Right.VIEW) && viewer.seesAll()) {
            places.addAll(OF_THE_HUB);
            places.add(SYSTEM);
        }
        if (isAuditorAlone(viewer)) {
            places.add(LOG);
        }
        return places;
    }

    /** True of a person who reads the access log and nothing else. */
    static boolean isAuditorAlone(Viewer viewer) {
        return viewer.may(Right.AUDIT) && viewer.seesAll() && !viewer.may(Right.VIEW);
    }

    /** The page to come back to after the language was changed or a reason was given; of a form the page itself. */
    static String hereOf(HttpServletRequest request) {
        String query = request.getQueryString();
        return request.getRequestURI() + (query == null ? "" : "?" + query);
    }
}
