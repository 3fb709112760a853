package org.onestophub.platform.access;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.onestophub.complaint.contract.DoorKeys;
import org.onestophub.complaint.contract.rights.KeyRight;
import org.onestophub.complaint.contract.rights.KeyRights;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.springframework.stereotype.Component;

/** The keys the hub knows. */
@Component
public class ApiKeys implements DoorKeys, KeyRights {

    /** Names stand in source keys, logs and settings, so they are plain. */
    static final Pattern NAME = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?");

    private final List<ApiKey> keys;

    /**
     * The keys of the settings.
     * @throws ProblemException CH-204 or CH-207 with the names of all settings that are wrong
     */
    public ApiKeys(AccessProperties properties) {
        List<ProblemException> faults = faultsOf(properties);
        if (!faults.isEmpty()) {
            throw new ProblemException(
                    faults.get(0).problem(),
                    faults.stream().map(ProblemException::field).collect(Collectors.joining(", ")));
        }
        List<ApiKey> known = new ArrayList<>();
        properties.keys().forEach((name, key) -> known.add(new ApiKey(name, key.secret(), authoritiesOf(key))));
        this.keys = List.copyOf(known);
    }

    /** All that is wrong with the settings, by setting name: CH-204 a secret is missing, CH-207 a value is unusable. */
    public static List<ProblemException> faultsOf(AccessProperties properties) {
        List<ProblemException> faults = new ArrayList<>();
        Set<SecretHash> seen = new HashSet<>();
        for (Map.Entry<String, AccessProperties.Key> entry : new TreeMap<>(properties.keys()).entrySet()) {
            String setting = "hub.access.keys." + entry.getKey();
            AccessProperties.Key key = entry.getValue();
            if (!NAME.matcher(entry.getKey()).matches()) {
                faults.add(new ProblemException(Problem.SETTING_INVALID, setting));
            }
            if (key.secret() == null) {
                faults.add(new ProblemException(Problem.SECRET_MISSING, setting + ".secret"));
            } else if (!key.secret().isUsable() || !seen.add(key.secret())) {
                faults.add(new ProblemException(Problem.SETTING_INVALID, setting + ".secret"));
            }
            if (!key.areInstitutionsUsable()) {
                faults.add(new ProblemException(Problem.SETTING_INVALID, setting + ".institutions"));
            }
            if (key.roles().isEmpty()
                    || key.roles().stream()
                            .anyMatch(word -> Role.authoritiesOf(word).isEmpty())) {
                faults.add(new ProblemException(Problem.SETTING_INVALID, setting + ".roles"));
            }
        }
        return faults;
    }

    @Override
    public boolean hasKeyFor(String role) {
        return keys.stream().anyMatch(key -> key.has(role));
    }

    @Override
    public void require(String key, KeyRight right) {
        if (keys.stream().noneMatch(known -> known.getName().equals(key) && known.has(right.word()))) {
            throw new ProblemException(Problem.ROLE_MISSING, right.word());
        }
    }

    /** The key with that secret. Every key is compared, so the time of the answer does not show which one was close. */
    Optional<ApiKey> withSecret(String secret) {
        byte[] digest = SecretHash.sha256(secret);
        ApiKey found = null;
        for (ApiKey key : keys) {
            if (key.matches(digest)) {
                found = key;
            }
        }
        return Optional.ofNullable(found);
    }

    private static List<String> authoritiesOf(AccessProperties.Key key) {
        List<String> given = key.roles().stream()
                .flatMap(word -> Role.authoritiesOf(word).stream())
                .distinct()
                .toList();
        if (!key.seesAllInstitutions() || !given.contains(KeyRight.VIEW.word())) {
            return given;
        }
        return Stream.concat(given.stream(), Stream.of(ApiKey.WHOLE_HUB)).toList();
    }
}
