#include "host.hpp"

#include <algorithm>

#include "host_queries.hpp"
#include "questions.hpp"
#include "settings_report.hpp"
#include "store/boot.hpp"
#include "store/errors.hpp"
#include "store/migrations.hpp"
#include "store/notes.hpp"
#include "store/snapshot.hpp"
#include "vestibule/wire/envelope.hpp"
#include "vestibule/wire/topics.hpp"

namespace vestibule::core {
namespace {

constexpr Duration pulse_period{5'000};
constexpr const char* keeper_note = "gatekeeper";
constexpr const char* settings_note = "settings";
/// The line may lose a message without a word, and no other follows where nothing changes: every state is sent again so often.
constexpr int pulses_between_states = 4;

struct NoBreadcrumb final : Breadcrumb {
  void set(std::string_view) override {}
};

}  // namespace

struct Host::Inside {
  Inside(const HostOptions& chosen, Seams passed, Log& sink, SettingsFile& file, std::unique_ptr<Database> opened, std::string database_id,
         std::int64_t boots)
      : options(chosen), seams(std::move(passed)), log(sink), settings(file), database(std::move(opened)), readers(chosen.database, seams.vfs),
        journal(database->session()), guests(*database, chosen.breadcrumb ? *chosen.breadcrumb : no_breadcrumb, log), bulletin(guests),
        retained(seams.bus, seams.clock, seams.loop, database_id), epoch(std::move(database_id)), boot(boots),
        dispatcher({*database, journal, registry, guests, bulletin, seams.loop, seams.clock, log, gate,
                    [this] { after_commit(); }, [this] { load_all(); }, [this] { give_up(); }}) {}

  Workers& readings() const { return seams.readings ? *seams.readings : seams.workers; }

  void after_commit() {
    retained.flush(journal.last_sequence());
    bulletin.tell({"host.committed", nullptr, {}});
  }

  /// Not from within the group that met it: its answers are still to be given.
  void give_up() {
    if (std::exchange(given_up, true)) return;
    log.error("the disk has failed: nothing is acknowledged any more until the host has been started again");
    pulse_timer.stop();
    retained.fall_silent();
    if (options.broken) seams.loop.post(options.broken);
  }

  Result<> let_in();
  Result<> start(Guest& guest);
  void load_all();
  void load(Guest& guest);
  Result<> tell_restored();
  void stay_guarded();
  void add_note_settings();
  void note_settings();
  void pulse();

  HostOptions options;
  Seams seams;
  Log& log;
  SettingsFile& settings;
  NoBreadcrumb no_breadcrumb;
  std::unique_ptr<Database> database;
  Readers readers;
  Journal journal;
  Guests guests;
  Registry registry;
  Bulletin bulletin;
  Directory directory;
  Gate gate{directory, guests};
  Callers callers{directory, guests, options.operator_key};
  RetainedStates retained;
  std::string epoch;
  std::int64_t boot;
  Dispatcher dispatcher;
  Questions questions{{registry, gate, guests, readers, dispatcher, readings(), seams.random}};
  House house{seams, log, *database, readers, guests, registry, bulletin, directory, dispatcher, retained, settings, options.database};
  std::deque<GuestContext> contexts;
  Timer pulse_timer;
  bool given_up = false;
  int pulses = 0;
};

Host::Host(std::unique_ptr<Inside> inside) : inside_(std::move(inside)) {}

Host::~Host() {
  inside_->pulse_timer.stop();
  auto& guests = inside_->guests.all();
  for (auto guest = guests.rbegin(); guest != guests.rend(); ++guest)
    if (guest->plugin && guest->state == GuestState::enabled)
      (void)inside_->guests.enter(*guest, [&]() -> Result<> {
        guest->plugin->stop();
        return {};
      });
  for (auto& context : inside_->contexts) context.quiet();
  for (auto guest = guests.rbegin(); guest != guests.rend(); ++guest) guest->plugin.reset();
}

Result<std::unique_ptr<Host>> Host::open(const HostOptions& options, Seams seams, Log& log, SettingsFile& settings) {
  VESTIBULE_TRY(auto database, Database::open(options.database, seams.vfs, seams.clock));
  VESTIBULE_CHECK(migrate(*database, "host", host_migrations()));
  VESTIBULE_TRY(const auto counted, count_boot(*database, seams.random));
  auto inside = std::make_unique<Inside>(options, std::move(seams), log, settings, std::move(database), counted.epoch, counted.boot);
  std::unique_ptr<Host> host(new Host(std::move(inside)));  // from here on its destructor sees the plugins out
  auto& parts = *host->inside_;
  register_host_queries(parts.registry, parts.guests, parts.settings);
  parts.add_note_settings();
  if (options.accounts) parts.directory.offer(nullptr, typeid(BrokerAccounts).name(), options.accounts);
  VESTIBULE_CHECK(parts.let_in());
  parts.pulse_timer = parts.seams.loop.every(pulse_period, [&parts] {
    parts.pulse();
    if (++parts.pulses % pulses_between_states == 0) parts.retained.send_all(parts.journal.last_sequence());
  });
  parts.retained.flush(parts.journal.last_sequence());
  return host;
}

void Host::Inside::add_note_settings() {
  registry.add(Command{nullptr,
                       {{"host.note_settings", "host.house", "Keeps what was changed in the settings file since the start before; the house does so by itself"},
                        fields_of<NoteSettings>(), fields_of<Done>()},
                       [this](Act& act, const json::value&) -> Result<json::value> {
                         act.about("settings");
                         write_note(database->session(), settings_note, settings_text(settings));
                         return encode(Done{});
                       }});
}

/// Whoever may write the file may change it, so the journal cannot say who; it says what, and at which start it counted.
void Host::Inside::note_settings() {
  const std::string before = read_note(database->session(), settings_note), now = settings_text(settings);
  if (before == now) return;
  if (before.empty()) {  // the first start: nothing was changed
    database->begin();
    write_note(database->session(), settings_note, now);
    if (const auto committed = database->commit(); !committed) throw std::runtime_error(committed.error().message);
    return;
  }
  const auto changes = changes_between(before, now);
  auto& stream = seams.random.stream("host.request_ids");
  const std::uint64_t high = stream.next(), low = stream.next();
  dispatcher.submit({{"system", "system", "system"}, "host.note_settings", fmt::format("{:016x}{:016x}", high, low), encode(NoteSettings{changes}), [](const auto&) {}});
}

Result<> Host::Inside::let_in() {
  VESTIBULE_CHECK(load_plugins(options.plugins, options.rules, guests));
  std::set<std::string> names;
  for (auto& guest : guests.all()) {
    names.insert(guest.name());
    if (guest.state == GuestState::enabled) VESTIBULE_CHECK(start(guest));
    if (guest.state != GuestState::enabled)
      log.warning("plugin {} is {}: {}", guest.name(), boost::describe::enum_to_string(guest.state, "?"), guest.reason);
  }
  VESTIBULE_CHECK(settings.check_all_read(names));
  load_all();
  try {
    stay_guarded();
    note_settings();
    return tell_restored();
  } catch (const std::exception& failure) {  // the disk fails at this very moment
    database->rollback();
    return tl::unexpected(database_error(failure).value_or(Error{Code::internal, failure.what()}));
  }
}

/// A house that was guarded stays so: if the plugin that guarded it cannot start, it is not taken for one without. Only the settings
/// can leave it out.
void Host::Inside::stay_guarded() {
  const std::string before = read_note(database->session(), keeper_note), now = gate.keeper();
  const auto& left_out = options.rules.disabled;
  if (now.empty() && !before.empty() && std::count(left_out.begin(), left_out.end(), before) == 0) {
    const Guest* guest = guests.find(before);
    gate.lock(guest ? fmt::format("{} is {}: {}", before, boost::describe::enum_to_string(guest->state, "?"), guest->reason)
                    : fmt::format("{} is not there", before));
    log.error("{} decided who may do what and is out of service: nobody but the operator may do anything", before);
  } else if (now != before) {
    database->begin();
    write_note(database->session(), keeper_note, now);
    if (const auto committed = database->commit(); !committed) throw std::runtime_error(committed.error().message);
  }
}

/// After a restore every plugin does what it must at its first start, before anything else happens, or the house stays closed. One
/// that cannot start today is told when it can.
Result<> Host::Inside::tell_restored() {
  auto& sql = database->session();
  VESTIBULE_TRY(auto record, restore_record(sql));
  if (!record) return {};
  const auto before = record->told.size();
  database->begin();
  for (auto& guest : guests.all()) {
    if (guest.state != GuestState::enabled || !guest.plugin || std::count(record->told.begin(), record->told.end(), guest.name()) > 0) continue;
    if (auto told = guests.enter(guest, [&] { return guest.plugin->restored({record->backup_at, record->gap}); }); !told) {
      database->rollback();
      return fail(told.error().code, "{} cannot go on from a restored database: {}", guest.name(), told.error().message);
    }
    record->told.push_back(guest.name());
  }
  if (record->told.size() == before) return database->rollback(), Result<>{};
  keep_record(sql, *record);
  VESTIBULE_CHECK(database->commit());
  log.warning("this database was restored at {} from a backup of {}; {} numbers are left out in each open series", to_iso(record->at),
              to_iso(record->backup_at), record->gap);
  load_all();
  return {};
}

/// A wrong setting is an error of the whole start: the site meant something, and half a house would not say so.
Result<> Host::Inside::start(Guest& guest) {
  if (auto migrated = migrate(*database, guest.name(), guest.description.migrations); !migrated) {
    guests.fault(guest, migrated.error().message);
    return {};
  }
  GuestContext& context = contexts.emplace_back(house, guest);
  auto started = guests.enter(guest, [&]() -> Result<> {
    guest.plugin = create_plugin(options.plugins, guest, context.context());
    return guest.plugin->start();
  });
  if (!started && started.error().code == Code::invalid) return started;
  if (!started) guests.fault(guest, started.error().message);
  return {};
}

void Host::Inside::load_all() {
  for (auto& guest : guests.all())
    if (guest.state == GuestState::enabled && guest.plugin) load(guest);
}

void Host::Inside::load(Guest& guest) {
  database->set_deadline(Steady::max());
  auto loaded = guests.enter(guest, [&] { return guest.plugin->load(); });
  if (!loaded) guests.fault(guest, fmt::format("its tables cannot be read: {}", loaded.error().message));
}

void Host::Inside::pulse() {
  const wire::HostState state{true, epoch, boot, journal.last_sequence(), seams.clock.wall()};
  seams.bus.publish({wire::host_topic(), encode_text(state), true, {}, {}});
}

void Host::submit(Order order) { inside_->dispatcher.submit(std::move(order)); }

void Host::ask(const Actor& actor, const std::string& name, const json::value& body, Commands::Answer answer) {
  inside_->questions.ask(actor, name, body, std::move(answer));
}

void Host::entries(std::int64_t sequence, int limit, std::function<void(std::vector<Entry>)> then) {
  auto found = std::make_shared<std::vector<Entry>>();
  inside_->readings().run(
      [found, sequence, limit, &readers = inside_->readers, &log = inside_->log] {
        try {
          readers.with([&](soci::session& sql) { *found = entries_after(sql, sequence, limit); });
        } catch (const std::exception& failure) {
          log.error("the journal cannot be read: {}", failure.what());
        }
      },
      [found, then = std::move(then)] { then(std::move(*found)); });
}

Subscription Host::on_committed(std::function<void(std::int64_t)> handler) {
  return inside_->bulletin.subscribe(nullptr, "host.committed",
                                     [this, handler = std::move(handler)](const void*) { handler(inside_->journal.last_sequence()); });
}

bool Host::has_policy() const { return inside_->gate.kept(); }

Judged Host::judge(const Actor& actor, std::string_view name, std::string_view permission) { return inside_->gate.judge(actor, name, permission); }

Callers& Host::callers() { return inside_->callers; }

Health Host::health() const {
  Health health{!inside_->given_up, inside_->epoch, inside_->boot, sequence(), 0, 0};
  for (const auto& guest : inside_->guests.all()) ++(guest.state == GuestState::enabled ? health.plugins : health.out_of_service);
  return health;
}

std::int64_t Host::sequence() const { return inside_->journal.last_sequence(); }
const std::string& Host::epoch() const { return inside_->epoch; }
Guests& Host::guests() { return inside_->guests; }
const Registry& Host::registry() const { return inside_->registry; }
std::size_t Host::waiting() const { return inside_->dispatcher.waiting(); }
const DispatchCounts& Host::counts() const { return inside_->dispatcher.counts(); }
Database& Host::database() { return *inside_->database; }

void Host::announce() {
  inside_->pulse();
  inside_->retained.send_all(inside_->journal.last_sequence());
}

}  // namespace vestibule::core
