#include "finger.hpp"

#include <algorithm>

#include "house.hpp"

namespace vestibule::demo {
namespace {

using namespace std::chrono_literals;
constexpr Duration glance = 10ms;       // how often it looks at the screen
constexpr Duration reading = 600ms;     // a page is read before it is touched
constexpr Duration holding = 1200ms;    // and the number is read longer
constexpr Duration once_more = 2000ms;  // a touch that did nothing is tried again

}  // namespace

Finger::Finger(std::string kiosk, std::filesystem::path targets, WindowId window, const Desktop& desktop, Loop& loop,
               Notes& notes)
    : kiosk_(std::move(kiosk)),
      targets_(std::move(targets)),
      window_(std::move(window)),
      desktop_(desktop),
      loop_(loop),
      notes_(notes) {
  look_ = loop_.timers().every(glance, [this] { look(); });
}

bool Finger::busy() { return hand_.pid() != 0 && hand_.running(); }

void Finger::look() {
  const auto seen = decode_text<TargetsFile>(content_of(targets_));
  if (!seen) return;
  const auto now = loop_.clock().steady();
  if (std::exchange(serial_, seen->serial) != seen->serial) page_since_ = now;
  if (!here_ && !coming_.empty() && seen->page == "language") {
    here_ = std::move(coming_.front());
    coming_.pop_front();
    holds_number_ = false;
  }
  if (!here_) return;
  if (seen->number) hold(*seen);
  const bool read = now - page_since_ >= (seen->number ? holding : reading);
  const bool again = tapped_ != seen->serial || now - last_tap_ > once_more;
  if (busy() || !seen->ready || !read || !again) return;
  if (const auto name = wanted(*seen)) tap(*seen, *name);
}

/// What the visitor touches on this page; nothing if they wait.
std::optional<std::string> Finger::wanted(const TargetsFile& seen) {
  if (seen.leaving) return "stay";
  if (seen.page == "language") {
    if (!holds_number_) return "language." + here_->language;
    here_.reset();  // back at the start: the next one comes
    return std::nullopt;
  }
  if (seen.page == "service") return "service." + here_->service;
  if (seen.page == "urgency") return "urgency." + here_->urgency;
  if (seen.page == "token") return "again";
  if (seen.page == "failed") {
    notes_.refused.push_back(fmt::format("{} said that it failed", kiosk_));
    here_.reset();
    return "again";
  }
  return std::nullopt;
}

void Finger::hold(const TargetsFile& seen) {
  if (std::exchange(holds_number_, true)) return;
  notes_.told.push_back({*seen.number, here_->service, here_->language, kiosk_, loop_.clock().steady() - last_tap_});
}

void Finger::tap(const TargetsFile& seen, const std::string& name) {
  const auto is_it = [&](const TargetPlace& place) {
    return place.name == name || place.name.ends_with("." + name.substr(name.find('.') + 1));
  };
  const auto place = std::find_if(seen.targets.begin(), seen.targets.end(), is_it);
  if (place == seen.targets.end()) return;
  auto hand = desktop_.tap(window_, place->x + place->width / 2, place->y + place->height / 2);
  if (!hand) return;
  hand_ = *std::move(hand);
  last_tap_ = loop_.clock().steady();
  tapped_ = seen.serial;
  ++taps_;
}

}  // namespace vestibule::demo
