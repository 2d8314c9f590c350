#include "kiosk_room.hpp"

#include <vestibule/trial.hpp>

#include <algorithm>

#include "kiosk_store.hpp"
#include "rules.hpp"

namespace vestibule::queue {
namespace {

/// Kiosks ask for their word every 10 s.
constexpr Duration just_now = std::chrono::seconds{25};
/// Whoever took a number that long ago is not in the hall any more.
constexpr Duration late = std::chrono::hours{12};
constexpr std::size_t most_reprints = 20;

Result<> check(const ReportKiosk& report) {
  const auto named = [](const std::string& text) { return text.size() >= 16 && text.size() <= 64; };
  if (!named(report.incarnation) || !named(report.boot)) return fail(Code::invalid, "incarnation and boot must be 16 to 64 bytes");
  if (report.before.size() > 200) return fail(Code::invalid, "before must name at most 200 starts");
  return {};
}

}  // namespace

void KioskRoom::load() {
  book_.clear();
  load_kiosks(context_.store.writing(), book_);
  quarantined_.clear();
  reprints_ = load_reprints(context_.store.writing());
  if (!front_.hall().day()) return;
  const std::string day = to_iso(front_.hall().day()->date);
  for (Quarantined& number : load_quarantined(context_.store.writing(), day)) quarantined_.push_back({day, std::move(number)});
}

bool KioskRoom::heard_just_now(const std::string& name) const {
  const auto found = heard_.find(name);
  return found != heard_.end() && context_.clock.steady() - found->second < just_now;
}

Result<KioskWord> KioskRoom::report(Act& act, const ReportKiosk& report) {
  VESTIBULE_CHECK(check(report));
  const std::string& name = act.actor.device;
  KioskChange change = book_.report(name, report, heard_just_now(name), act.at);
  for (const KioskRow& row : change.rows) save_kiosk(context_.store.writing(), row);
  if (change.standing == Standing::admitted) strike_out(name, report.reprinted);
  if (change.standing == Standing::admitted) heard_[name] = context_.clock.steady();
  for (KioskRow& row : change.rows) book_.put(std::move(row));
  act.about("kiosk " + name);
  for (KioskFenced& fenced : change.fenced) act.tell(std::move(fenced));
  const KioskRow* row = book_.find(name, report.incarnation);
  if (change.needs_look) act.tell(KioskChanged{view_of(*row)});
  KioskWord word = word_for(name, row, change.standing);
  word.sequence = report.sequence;
  return word;
}

/// Those the kiosk says it has printed.
void KioskRoom::strike_out(const std::string& kiosk, const std::vector<std::string>& reprinted) {
  const auto done = [&](const WantedReprint& wanted) {
    return wanted.kiosk == kiosk && std::find(reprinted.begin(), reprinted.end(), wanted.id) != reprinted.end();
  };
  for (const WantedReprint& wanted : reprints_)
    if (done(wanted)) erase_reprint(context_.store.writing(), wanted.id);
  std::erase_if(reprints_, done);
}

/// Of tokens that are still there: with the day, a wish for its tickets ends.
std::vector<Reprint> KioskRoom::reprints_for(const std::string& kiosk) const {
  std::vector<Reprint> all;
  for (const WantedReprint& wanted : reprints_) {
    const Token* token = wanted.kiosk == kiosk ? front_.hall().find(wanted.token) : nullptr;
    if (!token) continue;
    all.push_back({wanted.id, token->language ? *token->language : front_.hall().hospital().languages.front(), reception_.ticket(*token)});
  }
  return all;
}

KioskWord KioskRoom::word_for(const std::string& name, const KioskRow* row, Standing standing) const {
  KioskWord word;
  word.standing = standing;
  if (!row || standing != Standing::admitted) return word;
  word.mark = std::to_string(row->mark);
  const std::string today = front_.hall().day() ? to_iso(front_.hall().day()->date) : "";
  const int brought = row->counter_day == today ? row->counter : 0;
  const int left_out = row->left_out && today <= row->left_out->until ? row->left_out->last : 0;
  word.next = std::max(brought, left_out) + 1;
  word.reprints = reprints_for(name);
  return word;
}

KioskWord KioskRoom::word(const KioskWordAsked& asked) {
  const Standing standing = book_.standing(asked);
  if (standing == Standing::admitted) heard_[asked.kiosk] = context_.clock.steady();
  KioskWord word = word_for(asked.kiosk, book_.find(asked.kiosk, asked.incarnation), standing);
  word.sequence = -1;  // says nothing of the journal: only a report's answer does
  return word;
}

Result<BroughtToken> KioskRoom::bring(Act& act, const BringToken& asked) {
  const KioskRow* row = book_.find(act.actor.device, asked.incarnation);
  if (!row) return fail(Code::unavailable, "kiosk '{}' must report first", act.actor.device);
  if (!front_.hall().open()) return fail(Code::unavailable, "the day is not open: queue.open_day opens it");
  // Each token of a journal comes once and in order; a second one with the same place comes from a copy of the disk.
  if (asked.sequence <= row->sequence) return quarantine(act, asked, "its place in the kiosk's journal is taken: the disk was copied or put back");
  const bool known = asked.asked.token && front_.hall().find(*asked.asked.token);
  auto change = bring_token(front_.hall(), front_.doing(act), asked, row->mark);
  if (!change) {
    const Code code = change.error().code;
    if (code == Code::unavailable || code == Code::invalid) return tl::unexpected(change.error());
    return quarantine(act, asked, change.error().message);
  }
  BroughtToken brought{change->token->after.id(), known ? Brought::renamed : Brought::adopted, asked.call_code.value_or(asked.number)};
  if (!known && change->token->after.credit >= late) {
    brought.outcome = Brought::late;
    Token& closed = change->token->after;
    closed.state = State::cancelled;
    closed.outcome = "brought_late";
  }
  KioskRow after = row_after(*row, asked);
  if (!VESTIBULE_PLANTED("place_in_the_kiosks_journal_not_stored")) save_kiosk(context_.store.writing(), after);
  front_.carry_out(act, *change);
  book_.put(std::move(after));
  const Token& token = change->token->after;
  act.tell(TokenBrought{{token.id(), token.number.text(), token.service->id, token.priority->id, token.state, {}},
                        act.actor.device, asked.number, brought.outcome});
  return brought;
}

KioskRow KioskRoom::row_after(KioskRow row, const BringToken& asked) const {
  if (asked.previous > row.sequence) row.missing += asked.previous - row.sequence;
  row.sequence = asked.sequence;
  row.counter = asked.counter;
  row.counter_day = to_iso(front_.hall().day()->date);
  return row;
}

Result<BroughtToken> KioskRoom::quarantine(Act& act, const BringToken& asked, std::string why) {
  const Quarantined number{act.actor.device, asked.number.substr(0, 20), asked.asked.service, act.at, std::move(why)};
  const QuarantinedRow kept{to_iso(front_.hall().day()->date), number};
  save_quarantined(context_.store.writing(), act.request_id, kept);
  const KioskRow* row = book_.find(act.actor.device, asked.incarnation);
  if (asked.sequence > row->sequence) {
    KioskRow after = row_after(*row, asked);
    save_kiosk(context_.store.writing(), after);
    book_.put(std::move(after));
  }
  quarantined_.push_back(kept);
  act.about("number " + number.number);
  act.tell(NumberQuarantined{number});
  return BroughtToken{asked.asked.token.value_or(TokenId{}), Brought::quarantined, asked.number};
}

Result<KioskView> KioskRoom::admit(Act& act, const AdmitKiosk& asked) {
  const KioskRow* row = book_.current(asked.kiosk);
  if (!row) return fail(Code::not_found, "no kiosk '{}' has ever reported", asked.kiosk);
  KioskRow open = *row;
  open.boot.clear();
  open.twins.clear();
  save_kiosk(context_.store.writing(), open);
  const KioskView view = view_of(open);
  book_.put(std::move(open));
  act.about("kiosk " + asked.kiosk);
  return view;
}

Result<TokenView> KioskRoom::reprint(Act& act, const ReprintTicket& asked) {
  VESTIBULE_TRY(const Token* token, token_named(front_.hall(), asked.token));
  if (!book_.current(asked.kiosk)) return fail(Code::not_found, "no kiosk '{}' has ever reported", asked.kiosk);
  if (reprints_for(asked.kiosk).size() >= most_reprints)
    return fail(Code::conflict, "kiosk '{}' has {} tickets to print already", asked.kiosk, most_reprints);
  const auto over = [this](const WantedReprint& old) { return !front_.hall().find(old.token); };
  for (const WantedReprint& old : reprints_)
    if (over(old)) erase_reprint(context_.store.writing(), old.id);
  std::erase_if(reprints_, over);
  const WantedReprint wanted{act.request_id, asked.kiosk, token->id()};
  save_reprint(context_.store.writing(), wanted, act.at);
  reprints_.push_back(wanted);
  act.about(fmt::format("token {}", token->short_id));
  return token_view(*token, front_.now().moment);
}

void KioskRoom::restored(std::chrono::year_month_day today, int gap) {
  const auto& day = front_.hall().day();
  const std::string until = to_iso(day && day->date > today ? day->date : today);
  for (const KioskRow& row : book_.after_restore(gap, until)) save_kiosk(context_.store.writing(), row);
}

Kiosks KioskRoom::kiosks() const {
  Kiosks all;
  for (const auto& [mark, row] : book_.rows())
    if (!row.no_disk()) all.kiosks.push_back(view_of(row));
  std::stable_sort(all.kiosks.begin(), all.kiosks.end(), [](const KioskView& a, const KioskView& b) { return a.kiosk < b.kiosk; });
  const std::string day = front_.hall().day() ? to_iso(front_.hall().day()->date) : "";
  for (const QuarantinedRow& row : quarantined_)
    if (row.day == day) all.quarantined.push_back(row.number);
  return all;
}

void add_kiosk_commands(Commands& commands, KioskRoom& room) {
  commands.add<BringToken>({"queue.bring_token", "queue.issue", "A kiosk brings a token it gave while it could not reach the house"},
                           [&room](Act& act, const BringToken& asked) { return room.bring(act, asked); });
  commands.add<ReportKiosk>({"queue.report_kiosk", "queue.issue", "A kiosk says that it is there, and how its printer and its journal are"},
                            [&room](Act& act, const ReportKiosk& asked) { return room.report(act, asked); });
  commands.add<AdmitKiosk>({"queue.admit_kiosk", "queue.manage", "The wrong machine is off: the next one to report in this name is the kiosk"},
                           [&room](Act& act, const AdmitKiosk& asked) { return room.admit(act, asked); });
  commands.add<ReprintTicket>({"queue.reprint_ticket", "queue.call", "Has a kiosk print a token's ticket once more, with the same number"},
                              [&room](Act& act, const ReprintTicket& asked) { return room.reprint(act, asked); });
  commands.add_query<KioskWordAsked>({"queue.kiosk_word", "queue.menu", "What the house says to one kiosk: whether it may give numbers, and its mark"},
                                     [&room](const KioskWordAsked& asked) -> Result<KioskWord> { return room.word(asked); });
  commands.add_query<KiosksAsked>({"queue.kiosks", "queue.see", "The kiosks with their printers, second machines in their name, and quarantined numbers"},
                                  [&room](const KiosksAsked&) -> Result<Kiosks> { return room.kiosks(); });
}

}  // namespace vestibule::queue
