#include "settling.hpp"

#include "person.hpp"

namespace vestibule::records {
namespace {

/// Between two looks. What is over at two of them is closed: between them whoever finished too early can take it back.
constexpr std::chrono::minutes pause{5};

}  // namespace

Settler::Settler(Archive& archive) : archive_(archive) {
  timer_ = archive.context.timers.every(pause, [this] { look(); });
}

void Settler::look() {
  std::set<VisitId> over;
  for (const auto& visit : archive_.care().linked()) {
    const auto now = archive_.attention(visit);
    if (!now || !now->over) continue;
    if (over_.contains(visit)) archive_.context.commands.run("records.settle_visit", SettleVisit{visit});
    else over.insert(visit);
  }
  over_ = std::move(over);
}

Result<VisitWritten> Settler::settle(Act& act, const SettleVisit& request) {
  auto row = read_visit(archive_.sql(), request.visit);
  const auto now = archive_.attention(request.visit);
  if (!row || row->state != VisitState::open || !now || !now->over) return fail(Code::conflict, "visit '{}' is not over", request.visit);
  row->state = VisitState::closed;
  row->closed = act.at;
  row->outcome = is_word(now->outcome) ? now->outcome : "";
  update(archive_.sql(), *row);
  const PatientId kept = archive_.kept(row->patient);
  act.about(Archive::object_of(kept));
  act.tell(VisitChanged{row->id, kept, row->department, row->state});
  archive_.care().put(*row);
  return VisitWritten{row->id};
}

void Settler::add_commands() {
  archive_.context.commands.add<SettleVisit>({"records.settle_visit", "records.house", "Closes a visit when what it is linked to is over; the house does so by itself"},
                                             [this](Act& act, const SettleVisit& request) { return settle(act, request); });
}

}  // namespace vestibule::records
