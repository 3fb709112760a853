package org.onestophub.complaint.walk;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How work that is kept already shares the machine with senders that wait.
 *
 * @param rushPercent processor time that each worker uses at most while more senders wait than there are processors, in percent
 *     of its time, 5–100; it rests for the other part. 100: senders have no priority
 */
@Validated
@ConfigurationProperties("hub.ledger")
public record RushProperties(
        @Min(5) @Max(100) @DefaultValue("30") int rushPercent) {}
