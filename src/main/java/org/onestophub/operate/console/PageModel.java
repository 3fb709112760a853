package org.onestophub.operate.console;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import org.onestophub.HubProperties;
import org.onestophub.complaint.CodeLists;
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

    private final HubProperties hub;
    private final CodeLists lists;
    private final Clock clock;

    PageModel(HubProperties hub, CodeLists lists, Clock clock) {
        this.hub = hub;
        this.lists = lists;
        this.clock = clock;
    }

    @ModelAttribute
    void fill(Model model, HttpServletRequest request, Locale locale) {
        model.addAttribute("w", new Words(locale, hub.zone(), lists, clock.instant()));
        model.addAttribute("hospital", hub.institution().name());
        model.addAttribute("path", request.getRequestURI());
        model.addAttribute("here", URLEncoder.encode(hereOf(request), StandardCharsets.UTF_8));
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
        }
        if (viewer.may(Right.AUDIT) && viewer.seesAll() || viewer.may(Right.VIEW) && viewer.seesAll()) {
            places.add(SYSTEM);
        }
        return places;
    }

    /** The page to come back to after the language was changed; of a form the page itself. */
    private static String hereOf(HttpServletRequest request) {
        String query = request.getQueryString();
        return request.getRequestURI() + (query == null ? "" : "?" + query);
    }
}
