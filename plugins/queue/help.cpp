#include "help.hpp"

#include <algorithm>

namespace vestibule::queue {
namespace {

/// A retained message holds 16 KiB; the names of places in many languages take most of it.
std::size_t bytes(const HelpCall& call) {
  std::size_t sum = 300;
  for (const auto& [language, text] : call.place) sum += language.size() + text.size() + 6;
  return sum;
}

}  // namespace

const OpenHelp* HelpBook::find(const HelpId& id) const {
  const auto found = std::find_if(open_.begin(), open_.end(), [&](const OpenHelp& help) { return help.call.help == id; });
  return found == open_.end() ? nullptr : &*found;
}

const OpenHelp* HelpBook::open_of(const std::string& kiosk, HelpReason reason, const std::optional<std::string>& code) const {
  const auto found = std::find_if(open_.begin(), open_.end(), [&](const OpenHelp& help) {
    return help.call.kiosk == kiosk && help.call.reason == reason && help.call.code == code;
  });
  return found == open_.end() ? nullptr : &*found;
}

HelpList HelpBook::list(const Area& area) const {
  constexpr std::size_t most = 32, room = 14'000;
  std::vector<const HelpCall*> here;
  for (const OpenHelp& help : open_)
    if (help.call.area == area.id) here.push_back(&help.call);
  std::stable_partition(here.begin(), here.end(), [](const HelpCall* call) { return call->reason == HelpReason::urgent; });
  HelpList list{area.id, {}};
  std::size_t used = 0;
  for (const HelpCall* call : here) {
    used += bytes(*call);
    if (list.calls.size() == most || used > room) break;
    list.calls.push_back(*call);
  }
  return list;
}

void HelpBook::put(OpenHelp help) {
  changed_.insert(help.call.area);
  last_serial_ = std::max(last_serial_, help.serial);
  const auto same = std::find_if(open_.begin(), open_.end(), [&](const OpenHelp& other) { return other.serial == help.serial; });
  if (same == open_.end()) open_.push_back(std::move(help));
  else *same = std::move(help);
}

void HelpBook::take(const HelpId& id) {
  const OpenHelp* help = find(id);
  if (!help) return;
  changed_.insert(help->call.area);
  open_.erase(open_.begin() + (help - open_.data()));
}

void HelpBook::clear() {
  open_.clear();
  changed_all();
}

void HelpBook::changed_all() {
  for (const Area& area : hospital_.areas) changed_.insert(area.id);
}

std::vector<const Area*> HelpBook::take_changed_areas() {
  std::vector<const Area*> areas;
  for (const Area& area : hospital_.areas)
    if (changed_.contains(area.id)) areas.push_back(&area);
  changed_.clear();
  return areas;
}

}  // namespace vestibule::queue
