package org.onestophub.loop.status;

import com.fasterxml.jackson.databind.JsonNode;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.DisciplineRoute;
import org.onestophub.complaint.Finding;
import org.onestophub.complaint.StatusEvent;
import org.onestophub.loop.status.CaseHistory.Placed;
import org.onestophub.problem.Problem;

/**
 * Notices that a case of the discipline route was handed to one of those complained of: to their department, or to a person of that
 * name. Source: Order 3 art. 33 (unconfirmed).
 */
final class AssignedToAccused {

    private AssignedToAccused() {}

    /** The history with a finding (ST-115) at each event that does so; the event counts all the same. */
    static CaseHistory noted(CaseHistory history, JsonNode complaint) {
        if (!DisciplineRoute.isOn(complaint) && history.disciplineRoute() == null) {
            return history;
        }
        Set<String> people = new HashSet<>();
        Set<String> departments = new HashSet<>();
        complaint
                .at("/matter/staff")
                .forEach(one -> people.add(word(one.path("name").asText())));
        complaint.at("/matter/departments").forEach(one -> {
            departments.add(word(one.path("code").asText()));
            departments.add(word(one.path("name").asText()));
        });
        people.remove("");
        departments.remove("");
        List<Placed> events = history.events().stream()
                .map(placed -> noted(placed, people, departments))
                .toList();
        return new CaseHistory(history.state(), history.marks(), events, history.merge(), history.passed());
    }

    private static Placed noted(Placed placed, Set<String> people, Set<String> departments) {
        StatusEvent event = placed.event();
        List<Finding> findings = new ArrayList<>(placed.findings());
        StatusEvent.Actor to = event.to();
        if (to != null
                && (isOf(people, to.name())
                        || isOf(departments, to.departmentCode())
                        || isOf(departments, to.departmentName()))) {
            findings.add(Finding.of(Problem.STATUS_TO_THE_ACCUSED, "/to"));
        }
        if (event.tasks() != null
                && event.tasks().stream()
                        .anyMatch(task ->
                                isOf(departments, task.departmentCode()) || isOf(departments, task.departmentName()))) {
            findings.add(Finding.of(Problem.STATUS_TO_THE_ACCUSED, "/tasks"));
        }
        return new Placed(event, placed.at(), placed.counts(), placed.isUndone(), findings);
    }

    /** True if it is named, or is a code below one that is. */
    private static boolean isOf(Set<String> named, @Nullable String text) {
        if (text == null) {
            return false;
        }
        String asked = word(text);
        return named.stream().anyMatch(one -> asked.equals(one) || asked.startsWith(one + "."));
    }

    private static String word(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC).strip();
    }
}
