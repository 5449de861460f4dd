package main

import (
	"context"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"testing"

	"github.com/vmware/govmomi"
	"github.com/vmware/govmomi/find"
	"github.com/vmware/govmomi/property"
	"github.com/vmware/govmomi/vim25/mo"
)

// put writes files onto the datastore, where the simulator keeps it.
func (l *lab) put(names ...string) {
	l.Helper()
	ctx := context.Background()
	address := *l.server.URL
	address.User = url.UserPassword("lab", "lab")
	client, err := govmomi.NewClient(ctx, &address, true)
	l.ok(err)
	datastore, err := find.NewFinder(client.Client).Datastore(ctx, "/dc/datastore/volume")
	l.ok(err)
	var read mo.Datastore
	l.ok(property.DefaultCollector(client.Client).RetrieveOne(ctx, datastore.Reference(), []string{"summary"}, &read))
	for _, name := range names {
		file := filepath.Join(read.Summary.Url, name)
		l.ok(os.MkdirAll(filepath.Dir(file), 0o700))
		l.ok(os.WriteFile(file, nil, 0o600))
	}
}

func TestWhatHostsKeepOnADatastoreIsNoFileOfAnybody(t *testing.T) {
	l := start(t)
	l.put(".vSphere-HA/FDM-1/host-9-hb", ".sdd.sf/ea.vmfs", ".dvsData/50 01/7", ".fbb.sf", ".vh.sf")
	l.call(0, `{"datastore":"volume","count":0,"first":[]}`, "", "files", "--datastore", "volume")
}

func TestDisksAreNamedByTheirDescriptors(t *testing.T) {
	l := start(t)
	l.put("web/data.vmdk", "web/data-flat.vmdk", "web/lost-flat.vmdk", "web/web.vmx", "iso/setup.iso", "model.vmtx", "web/.sf", ".hidden")
	l.call(0, `{"datastore":"volume","count":7,"first":[".hidden","iso/setup.iso","model.vmtx","web/.sf","web/data.vmdk","web/lost-flat.vmdk","web/web.vmx"]}`, "",
		"files", "--datastore", "volume")
}

func TestOfManyFilesTheFirstAreNamed(t *testing.T) {
	l := start(t)
	for number := range 12 {
		l.put(fmt.Sprintf("many/%02d.vmdk", number))
	}
	l.call(0, `{"datastore":"volume","count":12,"first":["many/00.vmdk","many/01.vmdk","many/02.vmdk","many/03.vmdk","many/04.vmdk","many/05.vmdk","many/06.vmdk","many/07.vmdk","many/08.vmdk","many/09.vmdk"]}`, "",
		"files", "--datastore", "volume")
}

func TestADatastoreThatIsNotThereOrNotReachedIsSaid(t *testing.T) {
	l := start(t)
	l.call(0, `{"datastore":null,"count":0,"first":[]}`, "", "files", "--datastore", "other")
	l.lose("A")
	l.lose("B")
	l.call(1, "", "cordee-vmfs: no host reaches the datastore volume: its files cannot be listed", "files", "--datastore", "volume")
	l.call(1, "", "cordee-vmfs: files needs --datastore; "+usage, "files")
	l.call(1, "", "cordee-vmfs: flag provided but not defined: -device; "+usage, "files", "--device", first)
}
