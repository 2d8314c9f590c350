#include "mischief.hpp"

namespace vestibule::simulation {

using namespace std::chrono_literals;

Mischief::Mischief(World& world, House& house, Notebook& notebook, const Faults& faults, std::vector<std::unique_ptr<KioskMachine>>& kiosks,
                   std::vector<std::string> clients)
    : world_(world), house_(house), notebook_(notebook), faults_(faults), kiosks_(kiosks), clients_(std::move(clients)) {
  add_line_faults();
  add_house_faults();
  add_kiosk_faults();
}

void Mischief::add(Fault fault, Duration every, bool great, std::function<void(RandomStream&)> act) {
  if (const int level = rate(faults_, fault)) habits_.push_back(std::make_unique<Habit>(Habit{fault, every / level, std::move(act), great}));
}

void Mischief::add_line_faults() {
  add(Fault::disconnect, 8min, true, [this](RandomStream& chance) {
    const std::string& client = clients_[chance.below(clients_.size())];
    world_.broker.cut(client);
    // A screen may be away for so long that a board does not hold all the calls it has missed.
    const std::uint64_t longest = client.starts_with("screen") ? 900'000 : 20'000;
    mending_[client] = world_.loop.after(Duration{static_cast<std::int64_t>(chance.below(longest))}, [this, client] { world_.broker.mend(client); });
  });
  add(Fault::broker_loss, 45min, true, [this](RandomStream& chance) {
    ++broker_losses;
    world_.broker.crash();
    mending_["broker"] = world_.loop.after(Duration{static_cast<std::int64_t>(chance.below(8'000))}, [this] {
      world_.broker.mend_all();
      for (const auto& kiosk : kiosks_) kiosk->keep_cut();
    });
  });
}

void Mischief::add_house_faults() {
  add(Fault::kill, 30min, true, [this](RandomStream&) { house_.kill(); });
  add(Fault::power_cut, 7min, true, [this](RandomStream& chance) {
    if (!house_.host()) return;
    if (chance.below(8) == 0) return house_.disk.cut();
    house_.disk.cut_in(1 + chance.below(chance.below(4) == 0 ? 400 : 30));
  });
  add(Fault::write_error, 40min, false, [this](RandomStream& chance) {
    house_.disk.fail_syncs_only(false);
    house_.disk.fail_in(1 + chance.below(60));
  });
  add(Fault::sync_error, 40min, false, [this](RandomStream& chance) {
    house_.disk.fail_syncs_only(true);
    house_.disk.fail_in(1 + chance.below(60));
  });
  add(Fault::long_read, 20min, false, [this](RandomStream& chance) {
    house_.begin_reading();
    mending_["reader"] = world_.loop.after(30s + Duration{static_cast<std::int64_t>(chance.below(600'000))}, [this] { house_.end_reading(); });
  });
  add(Fault::disk_full, 60min, false, [this](RandomStream& chance) {
    house_.disk.fill(true);
    mending_["disk"] = world_.loop.after(20s + Duration{static_cast<std::int64_t>(chance.below(90'000))}, [this] { house_.disk.fill(false); });
  });
  add(Fault::clock_jump, 30min, true, [this](RandomStream& chance) {
    wall_set = wall_ever_set = true;
    house_.clock.set(Duration{static_cast<std::int64_t>(chance.below(6 * 3'600'000)) - 3 * 3'600'000});
  });
}

void Mischief::add_kiosk_faults() {
  const auto any = [this](RandomStream& chance) -> KioskMachine& { return *kiosks_[chance.below(kiosks_.size())]; };
  add(Fault::kiosk_power, 15min, true, [any](RandomStream& chance) { any(chance).switch_off(); });
  add(Fault::kiosk_line, 10min, true, [this, any](RandomStream& chance) {
    KioskMachine& kiosk = any(chance);
    kiosk.cut_line();
    mending_["line of " + kiosk.name()] = world_.loop.after(Duration{static_cast<std::int64_t>(chance.below(900'000))}, [&kiosk] { kiosk.mend_line(); });
  });
}

void Mischief::again(Habit& habit) {
  auto& chance = world_.random.stream(fmt::format("mischief.{}", static_cast<int>(habit.fault)));
  const auto least = habit.every / 2;
  habit.timer = world_.loop.after(least + Duration{static_cast<std::int64_t>(chance.below(static_cast<std::uint64_t>(habit.every.count())))}, [this, &habit, &chance] {
    notebook_.mark(fmt::format("{} {}", static_cast<int>(habit.fault), world_.clock.steady().time_since_epoch().count()));
    habit.act(chance);
    again(habit);
  });
}

void Mischief::begin() {
  kit::BusFaults line;
  line.outlives = 0.5;
  line.drop = 0.015 * rate(faults_, Fault::drop);
  line.duplicate = 0.02 * rate(faults_, Fault::duplicate);
  line.longest_delay = Duration{40 * rate(faults_, Fault::delay) * rate(faults_, Fault::delay)};
  line.reorder = rate(faults_, Fault::reorder) > 0;
  if (const int level = rate(faults_, Fault::overflow)) {
    line.most_waiting = static_cast<std::size_t>(8 - 2 * level);
    line.longest_delay = std::max(line.longest_delay, Duration{60});
  }
  world_.broker.misbehave(line);
  for (auto& kiosk : kiosks_) kiosk->cuts(rate(faults_, Fault::kiosk_power) ? 240u / static_cast<unsigned>(rate(faults_, Fault::kiosk_power)) : 0);
  for (auto& habit : habits_) again(*habit);
}

void Mischief::salvo() {
  for (auto& habit : habits_)
    if (habit->great) habit->act(world_.random.stream("mischief.salvo"));
}

void Mischief::end() {
  habits_.clear();
  mending_.clear();
  house_.disk.no_cut();
  house_.disk.no_failure();
  house_.disk.fill(false);
  house_.end_reading();
  house_.spare();
  world_.broker.misbehave({});
  world_.broker.mend_all();
  for (auto& kiosk : kiosks_) {
    kiosk->cuts(0);
    if (!kiosk->powered()) kiosk->switch_on();
    kiosk->mend_line();
  }
}

}  // namespace vestibule::simulation
