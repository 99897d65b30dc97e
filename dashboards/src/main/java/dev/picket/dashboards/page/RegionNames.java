package dev.picket.dashboards.page;

import java.util.Map;

/// The cities of region codes that follow the airport codes; other regions are shown by their name.
final class RegionNames {

    private static final Map<String, String> CITIES = Map.ofEntries(Map.entry("ams", "Amsterdam"),
            Map.entry("arn", "Stockholm"), Map.entry("bom", "Mumbai"), Map.entry("cdg", "Paris"),
            Map.entry("dfw", "Dallas"), Map.entry("ewr", "Newark"), Map.entry("fra", "Frankfurt"),
            Map.entry("gru", "São Paulo"), Map.entry("iad", "Ashburn"),
            Map.entry("jnb", "Johannesburg"), Map.entry("lax", "Los Angeles"),
            Map.entry("lhr", "London"), Map.entry("nrt", "Tokyo"), Map.entry("ord", "Chicago"),
            Map.entry("sin", "Singapore"), Map.entry("sjc", "San Jose"),
            Map.entry("syd", "Sydney"), Map.entry("yyz", "Toronto"));

    private RegionNames() {}

    /// The city, or the code itself where none is known.
    static String city(String region) {
        return CITIES.getOrDefault(region, region);
    }

    /// Such as `Singapore (sin)`, or the code alone.
    static String label(String region) {
        String city = CITIES.get(region);
        return city == null ? region : city + " (" + region + ")";
    }
}
