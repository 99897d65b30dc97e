package dev.picket.dashboards.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.picket.dashboards.story.Story;
import dev.picket.dashboards.story.World;
import org.junit.jupiter.api.Test;

final class IncidentWordsTest {

    /// The incident lists four of the 112 comparable paths that are good.
    @Test
    void countsAllThatStillWorksAndNotOnlyWhatIsListed() {
        assertThat(IncidentWords.stillWorks(Story.cogentInSingapore(World.NOW, 0.9)))
                .isEqualTo("bom to sin-edge1 by STAMP, ams to fra-edge1 by STAMP, "
                        + "iad to sin-gw by WireGuard and 109 more paths");
    }
}
