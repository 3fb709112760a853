package org.onestophub.support;

import java.util.List;
import java.util.Optional;
import org.onestophub.complaint.Inbound;
import org.onestophub.complaint.contract.Institutions;

/** A hub of one institution without a code, whose keys and channels are bound to none. */
final class OneInstitution implements Institutions {

    @Override
    public String own() {
        return "";
    }

    @Override
    public Optional<String> ownerOf(String channel) {
        return Optional.empty();
    }

    @Override
    public List<String> others() {
        return List.of();
    }

    @Override
    public List<String> ofKey(String key) {
        return List.of();
    }

    @Override
    public Inbound mark(Inbound inbound, String channel) {
        return inbound;
    }
}
