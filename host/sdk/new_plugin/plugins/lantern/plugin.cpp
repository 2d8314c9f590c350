// The wiring: commands, queries and events to the rules and the store.

#include <vestibule/plugin.hpp>

#include <vestibule/lantern.hpp>

#include "entries.hpp"
#include "entries_store.hpp"

namespace vestibule::lantern {
namespace {

struct Choices {
  int label_limit = 80;
};
BOOST_DESCRIBE_STRUCT(Choices, (), (label_limit))

class LanternPlugin final : public Plugin, public Register {
 public:
  explicit LanternPlugin(Context& context) : context_(context) {}

  Result<> start() override {
    VESTIBULE_TRY(const auto choices, context_.settings.read(Choices{}, {{"label_limit", "The longest label, in bytes"}}));
    if (choices.label_limit < 1) return fail(Code::invalid, "[lantern] label_limit must be at least 1");
    entries_ = Entries(static_cast<std::size_t>(choices.label_limit));
    context_.services.offer<Register>(*this);
    context_.events.declare<EntryAdded>("An entry was added");
    context_.commands.add<Add>({"lantern.add", "lantern.change", "Adds an entry"},
                               [this](Act& act, const Add& request) { return add(act, request); });
    context_.commands.add_query<ListAsked>({"lantern.list", "lantern.read", "Lists the entries in the order of their labels"},
                                           [this](const ListAsked&) { return list(); });
    settled_ = context_.events.on_settled([this] { publish(); });
    return {};
  }

  Result<> load() override {
    entries_.clear();
    for (auto& entry : all_entries(context_.store.writing())) entries_.add(std::move(entry));
    changed_ = true;
    return {};
  }

  std::optional<std::string> label_of(const EntryId& id) const override {
    const Entry* entry = entries_.find(id);
    return entry ? std::optional(entry->label) : std::nullopt;
  }

 private:
  Result<Added> add(Act& act, const Add& request) {
    VESTIBULE_CHECK(entries_.check(request.label));
    const Entry entry{EntryId{fmt::format("{:016x}", context_.random.stream("lantern.ids").next())}, request.label, act.at};
    insert(context_.store.writing(), entry);  // rows first: if they are refused, the memory is as it was
    entries_.add(entry);
    changed_ = true;
    act.about("entry " + entry.id.text());
    act.tell(EntryAdded{entry.id, entry.label});
    return Added{entry.id};
  }

  Result<List> list() const {
    List list;
    for (const auto& entry : entries_.by_label()) list.entries.push_back({entry.id, entry.label, entry.since});
    return list;
  }

  void publish() {
    if (std::exchange(changed_, false))
      context_.publisher.retain("lantern/entries", [this] { return EntriesState{static_cast<std::int64_t>(entries_.size())}; });
  }

  Context& context_;
  Entries entries_{0};
  bool changed_ = false;
  Subscription settled_;
};

}  // namespace
}  // namespace vestibule::lantern

VESTIBULE_PLUGIN(vestibule::lantern::LanternPlugin)
