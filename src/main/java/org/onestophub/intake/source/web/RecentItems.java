package org.onestophub.intake.source.web;

import java.util.LinkedHashMap;
import java.util.Map;
import org.onestophub.complaint.Digest;
import org.onestophub.complaint.Inbound;

/**
 * Items that were kept lately. Windows overlap, so the same items are listed again and again; one with the same key and
 * the same bytes need not be kept again. Forgetting one does no harm.
 */
final class RecentItems {

    private static final int MOST = 10_000;

    private final Map<String, Boolean> names = new LinkedHashMap<>();

    /** True if it was kept lately. */
    boolean contains(Inbound item) {
        return names.containsKey(nameOf(item));
    }

    /** It is kept. */
    void add(Inbound item) {
        names.put(nameOf(item), true);
        if (names.size() > MOST) {
            names.remove(names.keySet().iterator().next());
        }
    }

    private static String nameOf(Inbound item) {
        return item.keys().get(0) + " " + Digest.sha256(item.content());
    }
}
