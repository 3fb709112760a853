package org.onestophub.platform.access;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Who may use the hub over HTTP. There is no key by default, so nothing but health answers until one is made.
 *
 * @param keys API keys by name; the name is the account that receipts, logs and the access record show
 * @param headTimeout longest time the head of a request may take to arrive, 1s–10m; above it the connection is
 *     cut
 * @param bodiesPerKey bodies of one key that may be on their way at one time; the next gets 503. Each holds one of the 200
 *     threads that serve all callers
 */
@Validated
@ConfigurationProperties("hub.access")
public record AccessProperties(
        Map<String, @Valid Key> keys,

        @NotNull @DurationMin(seconds = 1) @DurationMax(minutes = 10) @DefaultValue("20s")
        Duration headTimeout,

        @Min(1) @Max(200) @DefaultValue("100") int bodiesPerKey) {

    /** No keys means none, not all. */
    public AccessProperties {
        keys = keys == null ? Map.of() : Map.copyOf(keys);
    }

    /**
     * One API key.
     *
     * @param secret the secret itself, at least 24 characters, or {@code sha256:<hex>} as {@code keys new} prints it
     * @param roles any of hotline, desk, status, cases, district, and push-&lt;channel&gt; for the door of a channel of your own; at
     *     the operators' API view, content, operate, configure, audit, erase, discipline, handover, users; ops stands for the
     *     first five of these
     * @param profile for the role district: the outbound mapping that gives it complaints; if not set
     *     {@code district-case-level}, which de-identifies them
     * @param institutions credit codes of the institutions to which it is bound: it sees only what is theirs, what it sends is
     *     theirs, and nothing of the hub as a whole is open to it; not bound if not set. A list that is set and holds no code is
     *     a mistake and refused
     */
    public record Key(
            SecretHash secret,
            List<@Size(min = 1, max = 80) String> roles,

            @Pattern(regexp = "[a-z0-9][a-z0-9-]{0,62}") @DefaultValue("district-case-level")
            String profile,

            List<@Size(max = 18) String> institutions) {

        private static final List<String> ALL = List.of("*");

        /** Lists are copied. */
        public Key {
            roles = roles == null ? List.of() : List.copyOf(roles);
            institutions = institutions == null ? ALL : List.copyOf(institutions);
        }

        boolean seesAllInstitutions() {
            return institutions.equals(ALL);
        }

        /** False for an empty list, for example from a variable that is not set: it would open the feed of all institutions. */
        boolean areInstitutionsUsable() {
            return seesAllInstitutions()
                    || !institutions.isEmpty()
                            && institutions.stream().noneMatch(code -> code.isBlank() || code.equals("*"));
        }
    }
}
