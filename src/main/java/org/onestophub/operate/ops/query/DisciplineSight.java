package org.onestophub.operate.ops.query;

import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.contract.rights.KeyRight;
import org.onestophub.complaint.contract.rights.Right;
import org.onestophub.complaint.contract.rights.Viewer;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;

/**
 * Whether the caller of this thread sees cases of the discipline route. It is asked of the request itself and not handed through
 * methods: what forgets it, or asks without a caller, sees none. Source: decision 0100.
 */
public final class DisciplineSight {

    private DisciplineSight() {}

    /** True if the caller has the right. */
    public static boolean isGiven() {
        return isGivenTo(SecurityContextHolder.getContext().getAuthentication());
    }

    /** Who the caller is, as records show it; empty if nobody called. */
    public static String by() {
        Authentication caller = SecurityContextHolder.getContext().getAuthentication();
        if (caller == null) {
            return "";
        }
        return caller.getPrincipal() instanceof Viewer viewer ? viewer.by() : caller.getName();
    }

    private static boolean isGivenTo(@Nullable Authentication caller) {
        if (caller == null) {
            return false;
        }
        return caller.getPrincipal() instanceof Viewer viewer
                ? viewer.may(Right.DISCIPLINE)
                : caller.getAuthorities().stream()
                        .anyMatch(given -> KeyRight.DISCIPLINE.word().equals(given.getAuthority()));
    }
}
