// Of the patient's page: some phones let only a worker show a notice, and touching it should bring the page back. It keeps nothing,
// and no request goes through it.
addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(clients.matchAll({type: "window", includeUncontrolled: true}).then((pages) => (pages[0] ? pages[0].focus() : clients.openWindow("/t/"))));
});
