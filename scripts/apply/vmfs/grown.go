package main

import (
	"context"
	"fmt"
	"time"

	"github.com/vmware/govmomi/property"
	"github.com/vmware/govmomi/vim25/methods"
	"github.com/vmware/govmomi/vim25/mo"
	"github.com/vmware/govmomi/vim25/types"
)

const (
	// settling is how long vCenter may take to show the new size.
	settling = 30 * time.Second
	between  = 500 * time.Millisecond
)

// grown waits until vCenter shows a larger datastore, and gives its size.
func (v *vcenter) grown(ctx context.Context, before *mo.Datastore) (int64, error) {
	ctx, cancel := context.WithTimeout(ctx, settling)
	defer cancel()
	collector := property.DefaultCollector(v.client)
	for {
		// Asked for by the datastore itself, else vCenter may show the size of its last round.
		if _, err := methods.RefreshDatastore(ctx, v.client, &types.RefreshDatastore{This: before.Self}); err != nil {
			return 0, fmt.Errorf("reading the size of %s: %w", before.Name, err)
		}
		var now mo.Datastore
		if err := collector.RetrieveOne(ctx, before.Self, datastoreProperties, &now); err != nil {
			return 0, fmt.Errorf("reading the size of %s: %w", before.Name, err)
		}
		if mebibytes(&now) > mebibytes(before) {
			return mebibytes(&now), nil
		}
		select {
		case <-ctx.Done():
			return 0, fmt.Errorf("%s was expanded, and still shows %d MiB: look at it in vCenter", before.Name, mebibytes(before))
		case <-time.After(between):
		}
	}
}
