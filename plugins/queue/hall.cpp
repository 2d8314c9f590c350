#include "hall.hpp"

#include <vestibule/trial.hpp>

#include <algorithm>

namespace vestibule::queue {
namespace {

BoardCall board_call(const Change& change) {
  const Token& token = change.token->after;
  const Desk& desk = *change.desk->after.desk;
  BoardCall call{change.call->sequence, token.call_code(),       desk.id, desk.name, token.service->name, change.call->recall,
                 std::nullopt,          needs_in(token.needs), change.doing.at, std::nullopt, std::nullopt};
  call.desk_way = way_for(desk, call.needs);
  if (token.language) call.language = *token.language;
  return call;
}

}  // namespace

AreaCall* AreaCalls::find(std::int64_t sequence) {
  if (recent.empty()) return nullptr;
  const std::int64_t at = sequence - recent.front().shown.sequence;
  return at >= 0 && at < static_cast<std::int64_t>(recent.size()) ? &recent[static_cast<std::size_t>(at)] : nullptr;
}

Hall::Hall(const Hospital& hospital)
    : hospital_(hospital),
      desks_(hospital.desks.size()),
      last_actions_(hospital.desks.size()),
      counts_(hospital.services.size()),
      counters_(hospital.services.size()),
      left_out_(hospital.services.size()),
      calls_(hospital.areas.size()),
      passes_(hospital.services.size()),
      waits_(hospital),
      changed_(hospital.areas.size(), true) {
  for (const Desk& desk : hospital.desks) desks_[desk.index].desk = &desk;
  for (const Service& service : hospital.services) lines_.emplace_back(service);
}

const Token* Hall::find(const TokenId& id) const {
  const auto found = by_id_.find(std::string_view(id.text()));
  return found == by_id_.end() ? nullptr : *found;
}

int Hall::desks_for(const Service& service, Attendance attendance) const {
  int count = 0;
  for (const DeskNow& now : desks_) count += now.attendance == attendance && now.desk->gives(service);
  return count;
}

void Hall::leave(const Token& token) {
  if (token.state == State::waiting && !VESTIBULE_PLANTED("called_stays_in_line")) lines_[token.service->index].remove(token);
  --counts_[token.service->index][static_cast<std::size_t>(token.state)];
  if (!token.code.empty() && !token.over()) codes_.erase(token.code.text());
  changed(*token.service);
}

void Hall::enter(const Token& token) {
  if (token.state == State::waiting) lines_[token.service->index].add(token);
  ++counts_[token.service->index][static_cast<std::size_t>(token.state)];
  if (!token.code.empty() && !token.over()) codes_.insert(token.code.text());
  changed(*token.service);
}

void Hall::put(Token token) {
  int& counter = counters_[token.numbered_by->index];
  if (!token.by_kiosk()) counter = std::max(counter, token.counter + (VESTIBULE_PLANTED("number_left_out") && token.counter % 40 == 0 ? 1 : 0));
  last_serial_ = std::max(last_serial_, token.serial);
  tokens_.push_back(std::move(token));
  by_id_.insert(&tokens_.back());
  enter(tokens_.back());
}

void Hall::leave_out(const Service& service, int first, int last) {
  left_out_[service.index] += last - first + 1;
  counters_[service.index] = std::max(counters_[service.index], last);
}

std::string Hall::shown_name(std::int64_t serial) const {
  const auto found = shown_names_.find(serial);
  return found == shown_names_.end() ? std::string() : found->second;
}

void Hall::apply(const Change& change) {
  if (change.visitor && !change.visitor->shown_name.empty()) put_shown_name(change.token->after.serial, change.visitor->shown_name);
  if (change.token && change.token->before) {
    Token& token = **by_id_.find(change.token->after.short_id.view());
    leave(token);
    token = change.token->after;
    enter(token);
  } else if (change.token) {
    put(change.token->after);
  }
  if (change.desk) put(change.desk->after);
  if (change.undone) take_back(change);
  remember(change);
}

void Hall::remember(const Change& change) {
  if (change.call) {
    AreaCall call{board_call(change), {}, {}};
    if (auto name = shown_name(change.token->after.serial); !name.empty()) call.shown.shown_name = std::move(name);
    put(*change.call->area, std::move(call));
  }
  if (change.taking) waits_.learn(*change.taking);
  for (const PassedOver& passed : change.passed) {
    const Token& token = change.token->after;
    put(*token.service, RecentPass{change.doing.now, change.token->before->joined, token.priority, passed.priority, passed.cause,
                                   token.serial, token.revision});
  }
  if (!change.desk || change.undone) return;
  auto& last = last_actions_[change.desk->after.desk->index];
  if (change.at) last = last_action_of(change);
  else last.reset();  // somebody else has changed the desk since: as its row says
}

void Hall::take_back(const Change& change) {
  last_actions_[change.at->index].reset();
  if (!change.token) return;
  const Token& token = change.token->after;
  waits_.forget(*token.service, token.serial, change.undone_revision);
  std::erase_if(passes_[token.service->index],
                [&](const RecentPass& pass) { return pass.serial == token.serial && pass.revision == change.undone_revision; });
  if (!withdraws_call(change)) return;
  AreaCall* made = calls_[token.service->area->index].find(change.desk->before.call);
  if (!made) return;
  made->shown.withdrawn = true;
  made->text.clear();
}

void Hall::put(const Area& area, AreaCall call) {
  AreaCalls& calls = calls_[area.index];
  calls.last = call.shown.sequence;
  calls.recent.push_back(std::move(call));
  if (calls.recent.size() > AreaCalls::kept) {
    for (const auto& device : calls.recent.front().painted)
      if (--calls.painters.at(device) == 0) calls.painters.erase(device);
    calls.recent.pop_front();
  }
  changed_[area.index] = true;
}

void Hall::put(const Service& service, const RecentPass& pass) {
  auto& passes = passes_[service.index];
  passes.push_back(pass);
  if (passes.size() > RecentPass::kept) passes.pop_front();
}

void Hall::open_day(const Day& day) {
  if (day_ && day_->date == day.date) {
    day_ = day;  // opened again: its tokens are here still
    return;
  }
  day_ = day;
  tokens_.clear();
  by_id_.clear();
  codes_.clear();
  shown_names_.clear();
  for (auto& counts : counts_) counts.fill(0);
  std::fill(counters_.begin(), counters_.end(), 0);
  std::fill(left_out_.begin(), left_out_.end(), 0);
  for (auto& passes : passes_) passes.clear();
  mark_all_changed();
}

void Hall::close_day(Instant at, Moment now) {
  day_->closed_at = at;
  shown_names_.clear();
  for (AreaCalls& calls : calls_)
    for (AreaCall& call : calls.recent) {
      call.shown.shown_name.reset();
      call.text.clear();
    }
  for (Token& token : tokens_) {
    if (token.over()) continue;
    leave(token);
    close_visit(token, now);
    enter(token);
  }
  for (DeskNow& desk : desks_) close_for_the_night(desk, now);
  for (auto& action : last_actions_) action.reset();
  mark_all_changed();
}

void Hall::acknowledge(const Area& area, std::int64_t sequence, Shown shown, const std::string& device) {
  AreaCall* call = calls_[area.index].find(sequence);
  if (!call) return;
  auto& devices = shown == Shown::painted ? call->painted : call->spoken;
  if (std::find(devices.begin(), devices.end(), device) != devices.end()) return;
  devices.push_back(device);
  if (shown == Shown::painted) ++calls_[area.index].painters[device];
}

std::vector<const Area*> Hall::take_changed_areas() {
  std::vector<const Area*> areas;
  for (const Area& area : hospital_.areas)
    if (changed_[area.index]) areas.push_back(&area);
  changed_.assign(changed_.size(), false);
  return areas;
}

void Hall::mark_all_changed() { changed_.assign(changed_.size(), true); }

}  // namespace vestibule::queue
