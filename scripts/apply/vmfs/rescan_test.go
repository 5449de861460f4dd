package main

import (
	"context"
	"encoding/json"
	"os"
	"testing"

	"cordee/vcenter/vc"

	"github.com/vmware/govmomi"
	"github.com/vmware/govmomi/find"
	"github.com/vmware/govmomi/property"
	"github.com/vmware/govmomi/vim25/mo"
)

const fresh = "naa.60030d900000000000000003"

// serveFresh is the storage beginning to serve a third LUN, to these hosts.
func (l *lab) serveFresh(hosts ...string) {
	l.Helper()
	text, err := json.Marshal(map[string]any{"luns": []vc.Lun{{NAA: first, SizeMiB: 200 << 10, Number: 1}, {NAA: fresh, SizeMiB: 100 << 10, Number: 3, Hosts: hosts}}})
	l.ok(err)
	l.ok(os.WriteFile(l.luns, text, 0o600))
}

// shown says whether host a1 shows the LUN, without asking it to look.
func (l *lab) shown(device string) bool {
	l.Helper()
	ctx := context.Background()
	client, err := govmomi.NewClient(ctx, l.loggedIn(), true)
	l.ok(err)
	host, err := find.NewFinder(client.Client).HostSystem(ctx, "/dc/host/a1/a1")
	l.ok(err)
	system, err := host.ConfigManager().StorageSystem(ctx)
	l.ok(err)
	var read mo.HostStorageSystem
	l.ok(property.DefaultCollector(client.Client).RetrieveOne(ctx, system.Reference(), []string{"storageDeviceInfo.scsiLun"}, &read))
	return shows(read, device)
}

func TestANewLunIsSeenAfterTheRescan(t *testing.T) {
	l := start(t)
	l.serveFresh("a1", "b1")
	if l.shown(fresh) {
		t.Fatal("seen before anybody looked: the rescan would show nothing")
	}
	l.call(0, `{"hosts":[{"name":"b1","state":"connected","sees":true},{"name":"a1","state":"connected","sees":true}]}`, "", "rescan", "--device", fresh, "--host", "b1", "--host", "a1")
	if !l.shown(fresh) {
		t.Error("said to be seen, and not shown")
	}
}

func TestAHostThatSeesNothingIsAwayOrMissingStopsNoOther(t *testing.T) {
	appearing = between
	l := start(t)
	l.serveFresh("a1")
	l.call(0, `{"hosts":[{"name":"a1","state":"connected","sees":true},{"name":"b1","state":"connected","sees":false},{"name":"c1","state":"missing","sees":false}]}`, "",
		"rescan", "--device", fresh, "--host", "a1", "--host", "b1", "--host", "c1")
	l.lose("B")
	l.call(0, `{"hosts":[{"name":"a1","state":"connected","sees":true},{"name":"b1","state":"notResponding","sees":false}]}`, "",
		"rescan", "--device", fresh, "--host", "a1", "--host", "b1")
}
