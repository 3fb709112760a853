package org.onestophub.platform.access;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.onestophub.HubProperties;
import org.onestophub.complaint.Inbound;
import org.onestophub.complaint.Receipt;
import org.onestophub.complaint.contract.Institutions;
import org.onestophub.complaint.contract.SettingsApplied;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** The institutions as the settings of the hub, of its keys and of its channels name them. */
@Component
class HubInstitutions implements Institutions {

    private static final String ACCOUNT = "account";

    private final HubProperties hub;
    private final Environment settings;
    private final Map<String, List<String>> ofKeys = new HashMap<>();
    private final List<String> others;
    /** What settings say, by their name: asked of Spring for every input they would cost a tenth of a push. */
    private volatile Map<String, String> known = new ConcurrentHashMap<>();

    HubInstitutions(HubProperties hub, AccessProperties access, Environment settings) {
        this.hub = hub;
        this.settings = settings;
        access.keys().forEach((name, key) -> {
            if (!key.seesAllInstitutions()) {
                ofKeys.put(name, key.institutions());
            }
        });
        others = Stream.concat(
                        hub.institutions().keySet().stream(),
                        ofKeys.values().stream().flatMap(List::stream))
                .filter(code -> !code.equals(own()))
                .distinct()
                .sorted()
                .toList();
    }

    @EventListener(SettingsApplied.class)
    void forgetSettings() {
        known = new ConcurrentHashMap<>();
    }

    @Override
    public String own() {
        return hub.institution().uscc();
    }

    /**
     * Whose an input is. A key that is bound to institutions decides, then the channel.
     *
     * @param account name of the key or login it came with; empty if there was none
     * @return the institution; empty if it is the hub's own
     */
    String ofInput(String channel, String account) {
        String bindingOfChannel = boundTo(channel);
        String ofChannel = bindingOfChannel.isEmpty() ? own() : bindingOfChannel;
        List<String> bound = boundOf(account);
        String institution =
                bound.isEmpty() || bound.contains(ofChannel) ? ofChannel : bound.contains(own()) ? own() : bound.get(0);
        return institution.equals(own()) ? "" : institution;
    }

    /** An account is a key, or the login of a system that puts status events onto the broker's queue. */
    private List<String> boundOf(String account) {
        List<String> ofKey = ofKey(account);
        if (!ofKey.isEmpty() || account.isEmpty()) {
            return ofKey;
        }
        String ofLogin = setting("hub.broker.status-senders." + account + ".institution");
        return ofLogin.isEmpty() ? List.of() : List.of(ofLogin);
    }

    /** Empty if it is bound to none. */
    private String boundTo(String channel) {
        return setting("hub.channels." + channel + ".institution");
    }

    /** Empty if it is not set. Settings of a channel may change while the hub runs. */
    private String setting(String name) {
        // taken before Spring is asked: what an older setting said never gets into a newer map
        Map<String, String> here = known;
        String value = here.get(name);
        if (value == null) {
            value = settings.getProperty(name, "").strip();
            here.put(name, value);
        }
        return value;
    }

    @Override
    public Optional<String> ownerOf(String channel) {
        String bound = boundTo(channel);
        String owner = bound.isEmpty() && others.isEmpty() ? own() : bound;
        return owner.isEmpty() ? Optional.empty() : Optional.of(owner);
    }

    @Override
    public List<String> others() {
        return others;
    }

    @Override
    public List<String> ofKey(String key) {
        return ofKeys.getOrDefault(key, List.of());
    }

    @Override
    public Inbound mark(Inbound inbound, String channel) {
        String institution = ofInput(channel, inbound.transport().getOrDefault(ACCOUNT, ""));
        Map<String, String> facts = new HashMap<>(inbound.transport());
        facts.remove(Receipt.INSTITUTION);
        if (!institution.isEmpty()) {
            facts.put(Receipt.INSTITUTION, institution);
        }
        return facts.equals(inbound.transport())
                ? inbound
                : new Inbound(inbound.content(), inbound.keys(), facts, inbound.sameKey());
    }
}
