package org.onestophub.loop.warning;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.Optional;
import org.onestophub.complaint.CanonicalJson;
import org.onestophub.complaint.EventTypes;
import org.onestophub.complaint.contract.CaseNews;
import org.onestophub.loop.warning.WarningTable.Kept;
import org.springframework.stereotype.Component;

/**
 * Tells the destinations that ask for it that a warning was raised, what was done about it, and that it no longer holds. The event belongs to the newest case of
 * the warning, because every event belongs to a case. Words of answers stay in the hub: they may speak of people.
 */
@Component
class WarningNews {

    private final WarningRules rules;
    private final CaseNews news;

    WarningNews(WarningRules rules, CaseNews news) {
        this.rules = rules;
        this.news = news;
    }

    /** In the caller's transaction. A warning that names no case is not told. */
    void tell(Kept kept) {
        news.announce(WarningTable.numbers(kept), EventTypes.WARNING, about(kept));
    }

    private ObjectNode about(Kept kept) {
        ObjectNode about = CanonicalJson.MAPPER.createObjectNode();
        ObjectNode warning = about.putObject("warning");
        Optional<WarningRule> rule = rules.named(kept.rule());
        warning.put("id", kept.id()).put("rule", kept.rule());
        rule.ifPresent(one -> warning.put("nameZh", one.nameZh())
                .put("nameEn", one.nameEn())
                .put("basis", one.basis())
                .put("responsible", one.responsible()));
        warning.put("institution", kept.institution())
                .put("state", kept.state())
                .put("holds", kept.holds())
                .put("raisedAt", kept.raisedAt().toString());
        LocalDate due = kept.dueDay();
        if (due != null) {
            warning.put("dueDay", due.toString());
        }
        JsonNode evidence = kept.evidence();
        warning.put("subject", kept.subject());
        for (String field : new String[] {"kind", "count", "of", "expected", "limit", "from", "to"}) {
            warning.set(field, evidence.path(field));
        }
        return about;
    }
}
