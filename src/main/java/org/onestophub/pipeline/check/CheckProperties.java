package org.onestophub.pipeline.check;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How CHECK understands phone numbers.
 *
 * @param outsidePrefixes digits the hospital's exchange puts before a number of the outside line
 * @param areaCode area code of the hospital with its leading 0, for local numbers given without one; empty: none
 * @param withheldWords texts in place of a caller's number that is withheld; case does not matter
 */
@Validated
@ConfigurationProperties("hub.check")
public record CheckProperties(
        @NotNull @DefaultValue({"9", "0"}) List<@Pattern(regexp = "[0-9]{1,4}") String> outsidePrefixes,

        @NotNull @Pattern(regexp = "(0[0-9]{2,3})?") @DefaultValue("")
        String areaCode,

        @NotNull
        @DefaultValue({
            "anonymous",
            "unavailable",
            "private",
            "withheld",
            "restricted",
            "unknown",
            "blocked",
            "asterisk",
            "匿名",
            "未知",
            "隐藏",
            "保密",
            "不详",
            "无"
        })
        List<String> withheldWords) {}
