#include "guest_context.hpp"

#include <set>
#include <stdexcept>

#include "guest_intake.hpp"
#include "store/series_file.hpp"
#include "store/trail.hpp"
#include "vestibule/wire/topics.hpp"

namespace vestibule::core {

namespace {

/// One plugin's place in the house.
struct Place {
  House& house;
  Guest& guest;

  /// Code of this guest as something the loop, a worker or a timer can call.
  std::function<void()> entering(std::function<void()> code) const {
    return [place = *this, code = std::move(code)] {
      if (place.guest.state != GuestState::enabled) return;
      (void)place.house.guests.enter(place.guest, [&]() -> Result<> {
        code();
        return {};
      });
    };
  }

  /// Work of this guest on a worker thread, then `then` on the loop; what the work throws faults the guest.
  void elsewhere(std::function<void()> work, std::function<void()> then) const {
    auto thrown = std::make_shared<std::optional<std::string>>();
    auto guarded = [place = *this, work = std::move(work), thrown] { *thrown = place.house.guests.enter_elsewhere(place.guest, work); };
    house.seams.workers.run(std::move(guarded), [place = *this, thrown, then = entering(std::move(then))] {
      if (!*thrown) then();
      else place.house.guests.fault(place.guest, fmt::format("a job of its threw '{}'", **thrown));
    });
  }
};

/// How much of one kind a guest may have waiting. More is a flood: it throws, and the guest is faulted before the house is.
class Allowance {
 public:
  Allowance(int most, const char* what) : most_(most), what_(what) {}

  /// `code`, counted as waiting until it is called.
  template <class Code>
  auto counted(Code code) {
    if (*waiting_ >= most_) throw std::length_error(fmt::format("it has {} {} waiting, which is no work but a flood", *waiting_, what_));
    ++*waiting_;
    return [waiting = waiting_, code = std::move(code)](auto&&... given) mutable {
      --*waiting;
      code(std::forward<decltype(given)>(given)...);
    };
  }

 private:
  int most_;
  const char* what_;
  std::shared_ptr<int> waiting_ = std::make_shared<int>(0);
};

struct GuestLog final : Log {
  explicit GuestLog(Place at) : place(at) {}
  void write(Level level, std::string_view text) override { place.house.log.write(level, fmt::format("[{}] {}", place.guest.name(), text)); }
  Place place;
};

struct GuestServices final : Services {
  explicit GuestServices(Place at) : place(at) {}
  void offer(std::string_view type, void* service) override { place.house.directory.offer(&place.guest, type, service); }
  void* find(std::string_view type) override { return place.house.directory.find(type); }
  Place place;
};

struct GuestCommands final : Commands {
  GuestCommands(Place at, SeriesFile& beside) : place(at), series(beside) {}

  void run(std::string_view name, json::value request, Answer then) override {
    auto& stream = place.house.seams.random.stream("host.request_ids");
    const std::uint64_t high = stream.next(), low = stream.next();
    Answer entering = allowance.counted([at = place, then = std::move(then)](Result<json::value> result) {
      if (then) at.entering([&] { then(std::move(result)); })();
    });
    place.house.dispatcher.submit({{"system", "system", "system"}, std::string(name), fmt::format("{:016x}{:016x}", high, low),
                                   std::move(request), std::move(entering)});
  }
  void add_command(CommandShape shape, Handler handler) override {
    place.house.registry.add(Command{&place.guest, std::move(shape), std::move(handler)});
  }
  void add_query(CommandShape shape, Query query) override {
    place.house.registry.add(core::Query{&place.guest, std::move(shape), std::move(query)});
  }
  void add_query(CommandShape shape, TableQuery query) override {
    place.house.registry.add(core::Query{&place.guest, std::move(shape), std::move(query)});
  }
  void add_query(CommandShape shape, Report report) override {
    place.house.registry.add(core::Query{&place.guest, std::move(shape), std::move(report)});
  }
  void add_series_query(CommandShape shape, TableQuery query) override {
    place.house.registry.add(core::Query{&place.guest, std::move(shape), std::move(query), &series.readers()});
  }
  Place place;
  SeriesFile& series;
  Allowance allowance{5'000, "commands"};
};

struct GuestEvents final : Events {
  explicit GuestEvents(Place at) : place(at) {}
  void declare(std::string_view name, std::string_view help, std::vector<Field> fields) override {
    place.house.registry.add(&place.guest, EventShape{std::string(name), std::string(help), std::move(fields)});
  }
  Subscription subscribe(std::string_view name, std::function<void(const void*)> handler) override {
    return place.house.bulletin.subscribe(&place.guest, name, std::move(handler));
  }
  Subscription on_settled(std::function<void()> handler) override {
    return place.house.bulletin.on_settled(&place.guest, std::move(handler));
  }
  Place place;
};

struct GuestStore final : Store {
  explicit GuestStore(Place at) : place(at) {}
  soci::session& writing() override { return place.house.database.session(); }
  void read_erased(std::function<void(soci::session&)> work, std::function<void()> then) override {
    place.elsewhere([&readers = place.house.readers, work = std::move(work)] { readers.with(work); }, allowance.counted(std::move(then)));
  }
  Place place;
  Allowance allowance{2'000, "readings"};
};

struct GuestPublisher final : Publisher {
  explicit GuestPublisher(Place at) : place(at) {}
  void retain_made(std::string_view subject, std::function<std::string()> now) override { set(wire::state_topic(subject), std::move(now)); }
  void order_made(std::string_view client, std::function<std::string()> now) override { set(wire::order_topic(client), std::move(now)); }
  void set(const std::string& topic, std::function<std::string()> now) {
    if (topics.size() >= most_topics && !topics.contains(topic)) throw std::length_error("it keeps more states than any screen could show");
    topics.insert(topic);
    place.house.retained.set(topic, [place = place, now = std::move(now)] {
      std::string state;
      place.entering([&] { state = now(); })();
      return state;
    });
  }
  static constexpr std::size_t most_topics = 5'000;
  Place place;
  std::set<std::string> topics;
};

struct GuestJobs final : Jobs {
  explicit GuestJobs(Place at) : place(at) {}
  void run_erased(std::function<void()> work, std::function<void()> then) override {
    place.elsewhere(std::move(work), allowance.counted(std::move(then)));
  }
  Place place;
  Allowance allowance{2'000, "jobs"};
};

struct GuestTimers final : Timers {
  explicit GuestTimers(Place at) : place(at) {}
  Timer after(Duration delay, std::function<void()> run) override { return place.house.seams.loop.after(delay, place.entering(std::move(run))); }
  Timer every(Duration period, std::function<void()> run) override { return place.house.seams.loop.every(period, place.entering(std::move(run))); }
  Place place;
};

struct GuestSettings final : Settings {
  explicit GuestSettings(Place at) : place(at) {}
  Result<std::string> file(const std::string& path) override { return place.house.settings.file(path); }
  Result<json::value> read(const std::vector<Field>& fields, const json::object& defaults,
                           const std::map<std::string, std::string>& help) override {
    for (const auto& field : fields) {
      const auto sentence = help.find(field.name);
      if (sentence == help.end()) throw std::logic_error(fmt::format("setting '{}' has no help", field.name));
      place.house.registry.add(SettingShape{place.guest.name() + "." + field.name, field.type, json::serialize(defaults.at(field.name)),
                                            sentence->second});
    }
    return place.house.settings.read(place.guest.name(), defaults);
  }
  Place place;
};

struct GuestPages final : Pages {
  explicit GuestPages(Place at) : place(at) {}
  void add(Page page) override { place.house.registry.shelf().add(std::move(page)); }
  void welcome(std::string path) override { place.house.registry.shelf().welcome(std::move(path)); }
  Place place;
};

SeriesFile::Owner owner_of(Place place) {
  auto& [house, guest] = place;
  return {guest.name(), guest.description.series,
          [&guests = house.guests, &guest = guest](const std::function<void()>& code) { return guests.enter_elsewhere(guest, code); },
          [&loop = house.seams.loop, &guests = house.guests, &guest = guest](std::string thrown) {
            loop.post([&guests, &guest, thrown = std::move(thrown)] { guests.fault(guest, fmt::format("its writing threw '{}'", thrown)); });
          }};
}

struct JournalTrail final : Trail {
  std::vector<Trace> look(soci::session& sql, const TrailAsked& asked) const override { return traces(sql, asked); }
};

}  // namespace

struct GuestContext::Inside {
  explicit Inside(Place place)
      : series(place.house.database_path + "." + place.guest.name(), place.house.seams, place.house.log, owner_of(place)),
        services(place), commands(place, series), events(place), store(place), publisher(place), jobs(place), timers(place), settings(place),
        log(place), pages(place), intake(place.house.seams, place.house.guests, place.guest, [&retained = place.house.retained] { retained.flush(); }),
        context{services, commands, events, store, publisher, jobs, timers, place.house.seams.clock, place.house.seams.random, settings, log,
                pages, trail, intake, series} {}

  SeriesFile series;
  GuestServices services;
  GuestCommands commands;
  GuestEvents events;
  GuestStore store;
  GuestPublisher publisher;
  GuestJobs jobs;
  GuestTimers timers;
  GuestSettings settings;
  GuestLog log;
  GuestPages pages;
  JournalTrail trail;
  GuestIntake intake;
  Context context;
};

GuestContext::GuestContext(House& house, Guest& guest) : inside_(std::make_unique<Inside>(Place{house, guest})) {}
GuestContext::~GuestContext() = default;
Context& GuestContext::context() { return inside_->context; }
void GuestContext::quiet() { inside_->intake.close(); }

}  // namespace vestibule::core
