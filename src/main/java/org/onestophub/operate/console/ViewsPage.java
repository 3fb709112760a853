package org.onestophub.operate.console;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.contract.operations.SavedViews;
import org.onestophub.complaint.contract.rights.Viewer;
import org.onestophub.complaint.contract.rights.WithinInstitutions;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Keeps filters of lists for the person who is logged in, and for nobody else. */
@Controller
class ViewsPage {

    private static final String OF_FILTER = "f.";
    private static final String MINE = "redirect:/console/account#views";

    private final SavedViews views;

    ViewsPage(SavedViews views) {
        this.views = views;
    }

    @WithinInstitutions
    @PostMapping("/console/views")
    String save(
            @RequestParam(name = "list") String list,
            @RequestParam(name = "name") String name,
            @RequestParam Map<String, String> form,
            Viewer viewer) {
        Map<String, String> filter = new TreeMap<>();
        form.forEach((field, value) -> {
            if (field.startsWith(OF_FILTER)) {
                filter.put(field.substring(OF_FILTER.length()), value);
            }
        });
        return "redirect:"
                + views.save(viewer.name(), list, name, filter, viewer.by()).address();
    }

    @WithinInstitutions
    @PostMapping("/console/views/{id}")
    String change(
            @PathVariable("id") long id,
            @RequestParam(name = "name", required = false) @Nullable String name,
            @RequestParam(name = "first", required = false) @Nullable Boolean first,
            Viewer viewer) {
        views.change(viewer.name(), id, name, first, viewer.by());
        return MINE;
    }

    @WithinInstitutions
    @PostMapping("/console/views/{id}/remove")
    String remove(@PathVariable("id") long id, Viewer viewer) {
        views.remove(viewer.name(), id, viewer.by());
        return MINE;
    }
}
