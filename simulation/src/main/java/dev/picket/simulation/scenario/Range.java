package dev.picket.simulation.scenario;

import java.util.random.RandomGenerator;

/// Numbers from `least` to `most`, both included.
public record Range(double least, double most) {

    public Range {
        if (!(least <= most)) {
            throw new IllegalArgumentException("a range rises, got " + least + ".." + most);
        }
    }

    /// A number of the range, each as likely.
    public double draw(RandomGenerator random) {
        return least + (most - least) * random.nextDouble();
    }
}
