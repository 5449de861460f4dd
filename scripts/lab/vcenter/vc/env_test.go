package vc

import (
	"context"
	"encoding/json"
	"io"
	"log"
	"net/url"
	"os"
	"path/filepath"
	"reflect"
	"testing"

	"github.com/vmware/govmomi"
	vimfault "github.com/vmware/govmomi/fault"
	"github.com/vmware/govmomi/find"
	"github.com/vmware/govmomi/object"
	"github.com/vmware/govmomi/vim25/types"
)

// env is a lab of four hosts on two sites, and a client that is logged in over HTTPS.
type env struct {
	*testing.T
	ctx    context.Context
	lab    *Lab
	server *Server
	c      *govmomi.Client
	find   *find.Finder
	luns   string
}

func TestMain(m *testing.M) {
	log.SetOutput(io.Discard) // the library prints what it refuses
	os.Exit(m.Run())
}

func testInventory() Inventory {
	host := func(name, site, evc string) Host {
		return Host{
			Name: name, Site: site, Cores: 16, MHz: 2500, MemoryMiB: 32 << 10, Nics: []string{"vmnic0", "vmnic1", "vmnic2"},
			EvcMax: evc, LocalDatastore: &LocalDisk{Name: "local-" + name, SizeMiB: 100 << 10},
		}
	}
	return Inventory{
		Datacenter: "dc",
		Hosts: []Host{
			host("a1", "A", "intel-icelake"), host("a2", "A", "intel-icelake"),
			host("b1", "B", "intel-sapphirerapids"), host("b2", "B", "intel-sapphirerapids"),
		},
		Templates: []Template{{Name: "tpl", Guest: "debian12_64Guest", Firmware: "efi"}},
	}
}

var testLuns = []Lun{{NAA: "60030d9001", SizeMiB: 200 << 10, Number: 1}, {NAA: "60030d9002", SizeMiB: 200 << 10, Number: 2}}

func start(t *testing.T) *env { return startWith(t, testInventory()) }

func startWith(t *testing.T, inv Inventory) *env {
	t.Helper()
	e := &env{T: t, ctx: context.Background(), luns: filepath.Join(t.TempDir(), "luns.json")}
	e.serve(testLuns)
	lab, err := New(inv, e.luns)
	e.ok(err)
	s, err := lab.Serve("127.0.0.1:0")
	e.ok(err)
	e.lab, e.server = lab, s
	e.c = e.login()
	t.Cleanup(func() {
		_ = e.c.Logout(e.ctx)
		e.c.CloseIdleConnections()
		s.Close()
	})
	e.find = find.NewFinder(e.c.Client, false)
	dc, err := e.find.Datacenter(e.ctx, "dc")
	e.ok(err)
	e.find.SetDatacenter(dc)
	return e
}

func (e *env) login() *govmomi.Client {
	u := *e.server.URL
	u.User = url.UserPassword("lab", "lab")
	c, err := govmomi.NewClient(e.ctx, &u, true)
	e.ok(err)
	return c
}

// serve writes the facts file of the storage.
func (e *env) serve(luns []Lun) {
	text, err := json.Marshal(servedFile{Luns: luns})
	e.ok(err)
	e.ok(os.WriteFile(e.luns, text, 0o600))
}

func (e *env) ok(err error) {
	e.Helper()
	if err != nil {
		e.Fatal(err)
	}
}

func (e *env) equal(what string, got, want any) {
	e.Helper()
	if !reflect.DeepEqual(got, want) {
		e.Errorf("%s: got %v, want %v", what, got, want)
	}
}

// done waits for a task and gives its result.
func (e *env) done(t *object.Task, err error) types.AnyType {
	e.Helper()
	e.ok(err)
	info, err := t.WaitForResult(e.ctx, nil)
	e.ok(err)
	return info.Result
}

// outcome of a task that may be refused.
func (e *env) outcome(t *object.Task, err error) error {
	if err != nil {
		return err
	}
	return t.Wait(e.ctx)
}

// refused asserts the type of the fault.
func (e *env) refused(err error, want types.BaseMethodFault) {
	e.Helper()
	if err == nil {
		e.Fatalf("accepted; want %T", want)
	}
	if f := faultOf(err); reflect.TypeOf(f) != reflect.TypeOf(want) {
		e.Fatalf("refused with %T (%v); want %T", f, err, want)
	}
}

func faultOf(err error) (found types.BaseMethodFault) {
	vimfault.In(err, func(f types.BaseMethodFault, _ string, _ []types.LocalizableMessage) bool {
		found = f
		return true
	})
	return found
}

func (e *env) props(ref types.ManagedObjectReference, dst any, names ...string) {
	e.Helper()
	e.ok(e.c.RetrieveOne(e.ctx, ref, names, dst))
}
