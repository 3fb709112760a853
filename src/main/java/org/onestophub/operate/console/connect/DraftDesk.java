package org.onestophub.operate.console.connect;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.onestophub.complaint.contract.configuration.ApplyReport;
import org.onestophub.complaint.contract.configuration.ChannelDrafts;
import org.onestophub.complaint.contract.configuration.ConnectionReport;
import org.onestophub.complaint.contract.rights.AccessRecord;
import org.onestophub.complaint.contract.rights.Right;
import org.onestophub.complaint.contract.rights.Viewer;
import org.onestophub.problem.Fault;
import org.onestophub.problem.ProblemException;
import org.springframework.stereotype.Component;

/**
 * Drafts for a viewer who may configure the hub as a whole. The input that a draft is tried with is content: it needs that right too,
 * and each sight is recorded.
 */
@Component
class DraftDesk {

    private final ChannelDrafts drafts;
    private final AccessRecord record;

    DraftDesk(ChannelDrafts drafts, AccessRecord record) {
        this.drafts = drafts;
        this.record = record;
    }

    List<ChannelDrafts.Draft> list(Viewer viewer) {
        viewer.requireForAll(Right.CONFIGURE);
        return drafts.drafts();
    }

    List<ChannelDrafts.Kind> kinds(Viewer viewer) {
        viewer.requireForAll(Right.CONFIGURE);
        return drafts.kinds();
    }

    ChannelDrafts.Kind kind(Viewer viewer, String name) {
        return kinds(viewer).stream()
                .filter(kind -> kind.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    ChannelDrafts.Draft open(Viewer viewer, String id) {
        viewer.requireForAll(Right.CONFIGURE);
        return drafts.draft(id);
    }

    List<ChannelDrafts.Added> files(Viewer viewer, String id) {
        viewer.requireForAll(Right.CONFIGURE);
        return drafts.added(id);
    }

    void begin(Viewer viewer, String id, String kind) {
        allowed(viewer, "draft-new", id);
        drafts.begin(id, kind, viewer.by());
    }

    void values(Viewer viewer, String id, Map<String, String> values, String mapping) {
        allowed(viewer, "draft-change", id);
        drafts.change(id, new ChannelDrafts.Change(values, mapping, null), viewer.by());
    }

    /** The fields chosen; a field with an empty source is not chosen. */
    void choices(Viewer viewer, String id, List<String> targets, List<String> sources) {
        allowed(viewer, "draft-change", id);
        List<ChannelDrafts.Choice> choices = new ArrayList<>();
        for (int i = 0; i < Math.min(targets.size(), sources.size()); i++) {
            if (!sources.get(i).isBlank()) {
                choices.add(
                        new ChannelDrafts.Choice(targets.get(i), sources.get(i).strip()));
            }
        }
        drafts.change(id, new ChannelDrafts.Change(null, null, choices), viewer.by());
    }

    void input(Viewer viewer, String id, String text) {
        viewer.require(Right.CONTENT);
        allowed(viewer, "draft-input", id);
        drafts.input(id, "", text.getBytes(StandardCharsets.UTF_8), viewer.by());
    }

    void file(Viewer viewer, String id, String name, byte[] bytes) {
        viewer.require(Right.CONTENT);
        allowed(viewer, "draft-input", id);
        drafts.input(id, name, bytes, viewer.by());
    }

    ConnectionReport take(Viewer viewer, String id) {
        viewer.require(Right.CONTENT);
        allowed(viewer, "draft-take", id);
        return drafts.take(id, viewer.by());
    }

    void trust(Viewer viewer, String id, String fingerprint) {
        allowed(viewer, "draft-trust", id);
        drafts.trust(id, fingerprint, viewer.by());
    }

    ConnectionReport test(Viewer viewer, String id) {
        allowed(viewer, "draft-test", id);
        return drafts.test(id);
    }

    ChannelDrafts.Trial trial(Viewer viewer, String id) {
        viewer.require(Right.CONTENT);
        allowed(viewer, "draft-trial", id);
        try {
            return drafts.trial(id);
        } catch (ProblemException e) {
            // the page shows it in its place; all else of the draft can still be seen and changed
            return new ChannelDrafts.Trial(
                    Map.of(), null, null, null, e.problem().code(), e.field());
        }
    }

    List<Fault> check(Viewer viewer, String id) {
        viewer.requireForAll(Right.CONFIGURE);
        return drafts.check(id);
    }

    ApplyReport apply(Viewer viewer, String id, String expect) {
        allowed(viewer, "draft-apply", id);
        return drafts.apply(id, expect, viewer.by());
    }

    void discard(Viewer viewer, String id) {
        allowed(viewer, "draft-discard", id);
        drafts.discard(id, viewer.by());
    }

    private void allowed(Viewer viewer, String action, String id) {
        viewer.requireForAll(Right.CONFIGURE);
        record.done(viewer.by(), action, id.length() > 40 ? null : id, null);
    }
}
