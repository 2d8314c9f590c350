#include "screens.hpp"

namespace vestibule::queue {

void Screens::clear() {
  screens_.clear();
  orders_.clear();
  takeovers_.clear();
}

void Screens::put(const KnownScreen& known, Steady now) {
  Screen& screen = screens_[known.device];
  screen.report.area = known.area;
  screen.report.desk = known.desk;
  screen.state = known.state;
  screen.expected = now;
  screen.stored = known;
}

ScreenHeard Screens::hear(const std::string& device, const ScreenReport& report, Steady now) {
  Screen& screen = screens_[device];
  const bool dark_before = screen.heard && screen.report.one_colour;
  const bool began_anew = screen.heard && report.frames < screen.report.frames;
  screen.report = report;
  screen.dark_before = dark_before;
  if (!screen.heard || began_anew) screen.challenge = 0;
  screen.heard = screen.expected = now;
  if (screen.challenge != 0 && report.answered == screen.challenge) screen.moved = report.frames > screen.frames && report.picture != screen.picture;
  challenge(screen, now);
  screen.state = judged(screen, now);
  return {screen.challenge};
}

/// A new challenge once the last was answered and its time is over. Numbers go on from what the screen answered to an
/// earlier host.
void Screens::challenge(Screen& screen, Steady now) const {
  const bool open = screen.challenge != 0 && screen.report.answered != screen.challenge;
  const bool due = screen.challenge == 0 || now - screen.challenged >= patience_.challenge_every;
  if (open || !due) return;
  screen.challenge = std::max(screen.challenge, screen.report.answered) + 1;
  screen.challenged = now;
  screen.frames = screen.report.frames;
  screen.picture = screen.report.picture;
}

ScreenState Screens::judged(const Screen& screen, Steady now) const {
  if (now - screen.expected >= patience_.silent_after) return ScreenState::silent;
  if (!screen.heard) return screen.state;  // not heard since the host began, and not overdue either
  const bool open = screen.challenge != 0 && screen.report.answered != screen.challenge;
  if ((open && now - screen.challenged >= patience_.frozen_after) || !screen.moved) return ScreenState::frozen;
  if (screen.report.one_colour && screen.dark_before) return ScreenState::dark;
  return screen.report.mute.value_or(false) ? ScreenState::mute : ScreenState::seen;
}

void Screens::judge(Steady now) {
  for (auto& [device, screen] : screens_) screen.state = judged(screen, now);
}

std::vector<KnownScreen> Screens::unnoted() const {
  std::vector<KnownScreen> found;
  for (const auto& [device, screen] : screens_) {
    const auto& stored = screen.stored;
    if (stored && stored->area == screen.report.area && stored->desk == screen.report.desk && stored->state == screen.state) continue;
    found.push_back({device, screen.report.area, screen.report.desk, screen.state});
  }
  return found;
}

void Screens::noted(const KnownScreen& known) {
  if (const auto found = screens_.find(known.device); found != screens_.end()) found->second.stored = known;
}

void Screens::forget(const std::string& device) {
  screens_.erase(device);
  pictures_.erase(device);
}

std::optional<LiveScreens> Screens::live(const AreaId& area, const DeskId& desk) const {
  std::optional<LiveScreens> found;
  for (const auto& [device, screen] : screens_) {
    if (screen.report.area != area) continue;
    if (!found) found.emplace();
    if (screen.state == ScreenState::silent || (screen.report.desk && *screen.report.desk != desk)) continue;
    ++found->screens;
    found->voices += screen.report.speaks.value_or(false);
  }
  return found;
}

ScreenViews Screens::views(const std::optional<AreaId>& area, Steady now) const {
  ScreenViews views;
  for (const auto& [device, screen] : screens_) {
    if (area && screen.report.area != *area) continue;
    ScreenView view{device, screen.state, screen.report, std::nullopt, orders(device)};
    if (screen.heard) view.heard_seconds = static_cast<int>((now - *screen.heard) / std::chrono::seconds{1});
    views.screens.push_back(std::move(view));
  }
  return views;
}

const DeviceOrders& Screens::orders(const std::string& device) const {
  static const DeviceOrders none;
  const auto found = orders_.find(device);
  return found == orders_.end() ? none : found->second;
}

const Takeover* Screens::takeover(const AreaId& area) const {
  const auto found = takeovers_.find(area);
  return found == takeovers_.end() ? nullptr : &found->second;
}

const ScreenPicture* Screens::picture(const std::string& device) const {
  const auto found = pictures_.find(device);
  return found == pictures_.end() ? nullptr : &found->second;
}

}  // namespace vestibule::queue
