package dev.picket.probes.schedule;

import dev.picket.model.time.Clock;
import dev.picket.model.time.MonotonicInstant;
import dev.picket.model.topology.Path;
import dev.picket.probes.datagram.DatagramPlane;
import dev.picket.probes.run.DueRun;
import dev.picket.probes.run.ProbeGroup;
import dev.picket.probes.run.ProbeRunner;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import org.quartz.Job;
import org.quartz.JobBuilder;
import org.quartz.JobDetail;
import org.quartz.JobExecutionContext;
import org.quartz.JobKey;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.SimpleScheduleBuilder;
import org.quartz.Trigger;
import org.quartz.TriggerBuilder;
import org.quartz.impl.StdSchedulerFactory;
import org.quartz.simpl.SimpleJobFactory;
import org.quartz.spi.TriggerFiredBundle;

/// Probe groups by Quartz: one trigger per group, never per path; what fires is handed to the
/// datagram plane, whose timer wheel begins each run at its own phase.
public final class QuartzSchedule implements AutoCloseable {

    /// Quartz spends about 0.2 ms a firing; 100 groups a second are its share of a machine.
    public static final int GROUPS_MAX = 100;

    private static final int THREADS = 2;
    private static final AtomicInteger SCHEDULES = new AtomicInteger();

    private final DatagramPlane plane;
    private final ProbeRunner runner;
    private final Clock clock;
    private final Scheduler scheduler;
    private final Map<JobKey, GroupRounds> rounds = new HashMap<>();
    /// Touched on the plane's thread only.
    private final ExtraRuns extras;
    private volatile boolean closed;

    private QuartzSchedule(DatagramPlane plane, ProbeRunner runner, Clock clock,
            ExtraRuns extras) throws SchedulerException {
        this.plane = plane;
        this.runner = runner;
        this.clock = clock;
        this.extras = extras;
        this.scheduler = new StdSchedulerFactory(properties()).getScheduler();
        scheduler.setJobFactory(new Jobs());
    }

    /// Begins to run `groups`, the first round now.
    public static QuartzSchedule start(DatagramPlane plane, ProbeRunner runner, Clock clock,
            List<ProbeGroup> groups) {
        if (groups.size() > GROUPS_MAX) {
            throw new IllegalArgumentException(
                    "at most " + GROUPS_MAX + " groups, got " + groups.size());
        }
        try {
            Instant wall = clock.wall();
            MonotonicInstant first = clock.monotonic();
            QuartzSchedule schedule = new QuartzSchedule(plane, runner, clock,
                    new ExtraRuns(groups, first));
            for (ProbeGroup group : groups) {
                schedule.add(group, wall, first);
            }
            schedule.scheduler.start();
            plane.execute(schedule::runExtras);
            return schedule;
        } catch (SchedulerException e) {
            throw new IllegalStateException("the schedule could not be started", e);
        }
    }

    private static Properties properties() {
        Properties properties = new Properties();
        properties.setProperty("org.quartz.scheduler.instanceName",
                "picket-" + SCHEDULES.incrementAndGet());
        properties.setProperty("org.quartz.scheduler.skipUpdateCheck", "true");
        properties.setProperty("org.quartz.scheduler.jmx.export", "false");
        properties.setProperty("org.quartz.scheduler.makeSchedulerThreadDaemon", "true");
        properties.setProperty("org.quartz.jobStore.class", "org.quartz.simpl.RAMJobStore");
        properties.setProperty("org.quartz.threadPool.class",
                "org.quartz.simpl.SimpleThreadPool");
        properties.setProperty("org.quartz.threadPool.threadCount", Integer.toString(THREADS));
        properties.setProperty("org.quartz.threadPool.makeThreadsDaemons", "true");
        return properties;
    }

    private void add(ProbeGroup group, Instant wall, MonotonicInstant first)
            throws SchedulerException {
        JobDetail job = JobBuilder.newJob(Firing.class).withIdentity(group.name()).build();
        GroupRounds ofGroup = new GroupRounds(group, wall, first);
        rounds.put(job.getKey(), ofGroup);
        watch(ofGroup, 0);
        // A missed firing is not made up for by Quartz: the rounds know what was missed.
        Trigger trigger = TriggerBuilder.newTrigger().withIdentity(group.name())
                .startAt(Date.from(wall))
                .withSchedule(SimpleScheduleBuilder.simpleSchedule()
                        .withIntervalInMilliseconds(group.every().toMillis()).repeatForever()
                        .withMisfireHandlingInstructionNextWithRemainingCount())
                .build();
        scheduler.scheduleJob(job, trigger);
    }

    private void fire(JobKey key) {
        GroupRounds group = rounds.get(key);
        if (group != null) {
            handOver(group);
        }
    }

    /// One round ahead, so that a firing that comes late by up to an interval makes no run late.
    private void handOver(GroupRounds group) {
        List<DueRun> runs;
        synchronized (group) {
            runs = group.begun(clock.monotonic().plus(group.every()));
        }
        plane.execute(() -> new RoundWalk(plane::at, clock::monotonic, runs, this::begin)
                .begin());
    }

    /// What was handed over and is not due yet ends with the schedule.
    private void begin(DueRun run) {
        if (!closed) {
            runner.run(run);
        }
    }

    /// Asks for extra runs of `paths` for a while, those named first before the others, within the
    /// allowance of each. Any thread may ask.
    public void want(List<Path> paths, Duration spell) {
        plane.execute(() -> {
            MonotonicInstant until = clock.monotonic().plus(spell);
            paths.forEach(path -> extras.want(path, until));
        });
    }

    private void runExtras() {
        if (closed) {
            return;
        }
        MonotonicInstant now = clock.monotonic();
        extras.next(now, clock.wall())
                .forEach(run -> plane.at(run.due(), () -> runner.run(run)));
        plane.at(now.plus(ExtraRuns.STEP), this::runExtras);
    }

    /// Quartz lives by the wall clock: set back by an hour, that clock would keep it from firing
    /// for an hour. A quarter of an interval after each round's beginning the plane's timer, which
    /// lives by the monotonic clock, hands over what Quartz did not.
    private void watch(GroupRounds group, long round) {
        plane.at(group.watchAt(round), () -> {
            if (!closed) {
                handOver(group);
                watch(group, round + 1);
            }
        });
    }

    /// Quartz makes a job anew for each firing; ours needs to know its schedule.
    private final class Jobs extends SimpleJobFactory {
        @Override
        public Job newJob(TriggerFiredBundle bundle, Scheduler from) {
            return new Firing(QuartzSchedule.this);
        }
    }

    /// One firing of one group.
    static final class Firing implements Job {

        private final QuartzSchedule schedule;

        Firing(QuartzSchedule schedule) {
            this.schedule = schedule;
        }

        @Override
        public void execute(JobExecutionContext context) {
            schedule.fire(context.getJobDetail().getKey());
        }
    }

    @Override
    public void close() {
        closed = true;
        try {
            scheduler.shutdown(false);
        } catch (SchedulerException e) {
            throw new IllegalStateException("the schedule could not be stopped", e);
        }
    }
}
