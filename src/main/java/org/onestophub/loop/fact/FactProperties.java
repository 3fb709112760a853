package org.onestophub.loop.fact;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What is counted.
 *
 * @param testChannels channels whose inputs are tests; a case that only they brought never counts. After a change rebuild the
 *     facts
 */
@Validated
@ConfigurationProperties("hub.report")
public record FactProperties(
        @NotNull @Size(max = 100) @DefaultValue
        List<@NotNull @Pattern(regexp = "[a-z0-9][a-z0-9-]{0,62}") String> testChannels) {}
